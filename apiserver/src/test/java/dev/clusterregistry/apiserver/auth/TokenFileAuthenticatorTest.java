package dev.clusterregistry.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenFileAuthenticatorTest {
  @TempDir Path folder;

  private Authenticator reading(String text) throws IOException {
    return new BearerAuthenticator(
        List.of(new TokenFileAuthenticator(Files.writeString(folder.resolve("tokens.csv"), text))));
  }

  private static ApiRequest request(boolean webSocket, String name, String value) {
    return new ApiRequest(
        "GET",
        "/",
        "",
        Headers.of(name, value),
        new byte[0],
        false,
        List.of(),
        InetSocketAddress.createUnresolved("c", 1),
        webSocket,
        false,
        true);
  }

  private static ApiRequest bearing(String authorization) {
    return request(false, "Authorization", authorization);
  }

  @Test
  void aRowGivesNameUidAndGroups() throws IOException {
    Authenticator tokens = reading("t,jane,uid-1,\"devs,ops\"\n,nobody,x\n");
    assertThat(tokens.authenticate(bearing("bearer t")))
        .isEqualTo(
            new Authenticator.Result.Known(
                new User(
                    "jane", "uid-1", List.of("devs", "ops", "system:authenticated"), Map.of())));
  }

  @Test
  void theLastOfEqualTokensCounts() throws IOException {
    Authenticator tokens = reading("t,first,1\nt,second,2\n");
    assertThat(tokens.authenticate(bearing("Bearer t")).toString()).contains("second");
  }

  @Test
  void anUnknownTokenIsRejectedButNoTokenIsNot() throws IOException {
    Authenticator tokens = reading("t,jane,1\n");
    assertThat(tokens.authenticate(bearing("Bearer x")))
        .isInstanceOf(Authenticator.Result.Rejected.class);
    assertThat(tokens.authenticate(bearing("Bearer ")))
        .isInstanceOf(Authenticator.Result.NoCredential.class);
    assertThat(tokens.authenticate(bearing("Basic abc")))
        .isInstanceOf(Authenticator.Result.NoCredential.class);
  }

  @Test
  void aWebSocketMayBringItsTokenAsASubprotocol() throws IOException {
    Authenticator tokens = reading("t,jane,1\n");
    String protocols = "binary.k8s.io, base64url.bearer.authorization.k8s.io.dA";
    assertThat(tokens.authenticate(request(true, "Sec-WebSocket-Protocol", protocols)))
        .isInstanceOf(Authenticator.Result.Known.class);
    assertThat(tokens.authenticate(request(false, "Sec-WebSocket-Protocol", protocols)))
        .isInstanceOf(Authenticator.Result.NoCredential.class);
  }

  @Test
  void aRowThatIsTooShortIsNamed() {
    assertThatThrownBy(() -> reading("t,jane\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must have at least 3 columns (token, user name, user uid), found 2");
  }

  @Test
  void aChangedFileIsReadAgainAndABrokenOneLeavesTheOldTokens() throws IOException {
    Authenticator tokens = reading("t,jane,1\n");
    Files.writeString(folder.resolve("tokens.csv"), "longer-token,jane,1\n");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                tokens.authenticate(bearing("Bearer t")) instanceof Authenticator.Result.Rejected);
    assertThat(tokens.authenticate(bearing("Bearer longer-token")))
        .isInstanceOf(Authenticator.Result.Known.class);
  }
}
