package dev.clusterregistry.clusterregistry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.webhook.WebhookTls;
import dev.clusterregistry.clusterregistry.certificate.CertificateFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Credentials of all kinds against the program itself: who comes in, what is said, what is logged.
 */
class AuthenticationProcessTest {
  private static final String UNAUTHORIZED =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
          + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}\n";

  @TempDir Path folder;

  private final List<String> secrets = new ArrayList<>();
  private Path data = Path.of("");
  private HttpClient client = HttpClient.newHttpClient();
  private String url = "";

  private HttpResponse<String> get(String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/apis"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> bearing(String token) throws Exception {
    secrets.add(token);
    return get("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> login(String name, String password) throws Exception {
    String both =
        Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    secrets.add(password);
    secrets.add(both);
    return get("Authorization", "Basic " + both);
  }

  private String tokenCommand(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("token"));
    words.addAll(List.of(arguments));
    words.add("--data-dir=" + data);
    try (ProgramProcess program = ProgramProcess.start(folder, words.toArray(String[]::new))) {
      String out = program.rest();
      assertThat(program.exitCode()).as("%s", program.err()).isZero();
      return out;
    }
  }

  @Test
  void everyCredentialIsJudgedAndNoneIsLogged() throws Exception {
    data = folder.resolve("data");
    Path tokens = folder.resolve("tokens.csv");
    Path passwords = folder.resolve("passwords.csv");
    Path classes = folder.resolve("classes.log");
    Files.writeString(tokens, "filed-token-5f1c,jane,u1,devs\n");
    Files.writeString(passwords, "filed-password-77ab,bob,u2\n");
    try (ProgramProcess server =
        ProgramProcess.start(
            List.of("-Xlog:class+load:file=" + classes),
            folder,
            "standalone",
            "--data-dir=" + data,
            "--secure-port=0",
            "--token-auth-file=" + tokens,
            "--basic-auth-file=" + passwords,
            "--allow-basic-auth",
            "-v",
            "6")) {
      url = server.url();
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(
                  WebhookTls.trusting(CertificateFiles.certificates(data.resolve("pki/ca.crt"))))
              .build();
      goodOnesComeInAndBadOnesLearnNothing();
      aTokenOfOursIsGoodUntilItIsRevoked();
      headersThatOnlyAProxyMaySendAreIgnored();
      server.terminate();
      assertThat(server.exitCode()).isZero();
      assertThat(server.err())
          .contains("Basic authentication is on")
          .contains("unauthorized, audit id")
          .doesNotContain(secrets.toArray(CharSequence[]::new));
    }
    nothingIsLoadedThatIsNotConfigured(classes);
  }

  private void goodOnesComeInAndBadOnesLearnNothing() throws Exception {
    assertThat(bearing("filed-token-5f1c").statusCode()).isEqualTo(200);
    assertThat(login("bob", "filed-password-77ab").statusCode()).isEqualTo(200);
    String claims =
        Base64.getUrlEncoder()
            .encodeToString("{\"sub\":\"admin\"}".getBytes(StandardCharsets.UTF_8));
    for (HttpResponse<String> refused :
        List.of(
            bearing("guessed-token-9d0e"),
            bearing("eyJhbGciOiJub25lIn0." + claims + "."),
            login("bob", "guessed-password-31cc"),
            login("nobody", "filed-password-77ab"))) {
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).isEqualTo(UNAUTHORIZED);
      assertThat(refused.headers().firstValue("WWW-Authenticate"))
          .hasValue("Basic realm=\"kubernetes-master\"");
    }
  }

  private void aTokenOfOursIsGoodUntilItIsRevoked() throws Exception {
    String token = tokenCommand("create", "--user=robot", "--group=devs").strip();
    await().atMost(Duration.ofSeconds(20)).until(() -> bearing(token).statusCode() == 200);
    String id = tokenCommand("list").lines().toList().get(1).split(" ", 2)[0];
    tokenCommand("revoke", id);
    await().atMost(Duration.ofSeconds(20)).until(() -> bearing(token).statusCode() == 401);
    assertThat(bearing(token).body()).isEqualTo(UNAUTHORIZED);
  }

  private void headersThatOnlyAProxyMaySendAreIgnored() throws Exception {
    HttpResponse<String> reply = get("X-Remote-User", "admin", "X-Remote-Group", "system:masters");
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body()).contains("system:anonymous");
  }

  private static void nothingIsLoadedThatIsNotConfigured(Path classes) throws IOException {
    assertThat(Files.readAllLines(classes))
        .hasSizeGreaterThan(1000)
        .noneMatch(
            line ->
                line.contains("com.nimbusds.")
                    || line.contains("dev.cel.")
                    || line.contains("com.google.")
                    || line.contains("java.net.http.")
                    || line.contains("apiserver.auth.oidc.Issuer "));
  }
}
