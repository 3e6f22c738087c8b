package dev.clusterregistry.apiserver.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OidcAuthenticatorTest {
  private static final Patience LOOP =
      () -> {
        throw WouldBlockException.INSTANCE;
      };
  private static final String CLAIMS =
      """
      claimMappings:
        username: {claim: sub, prefix: "oidc:"}
        groups: {claim: groups, prefix: ""}
        uid: {claim: uid}
      """;
  private static final String JANE = "\"sub\":\"jane\",\"uid\":\"u1\"";

  @TempDir Path folder;

  private TestIssuer issuer;

  @BeforeEach
  void start() throws Exception {
    issuer = new TestIssuer();
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private OidcAuthenticator configured(String... items) throws IOException {
    Path file = folder.resolve("authentication.yaml");
    write(file, items);
    return OidcAuthenticator.following(file, InstantSource.system());
  }

  private static void write(Path file, String... items) throws IOException {
    Files.writeString(
        file,
        "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt:\n"
            + String.join("", items));
  }

  private static Result ask(OidcAuthenticator authenticator, String token) {
    return authenticator.authenticate(BearerToken.of(token), Patience.ENDLESS);
  }

  private static User user(Result result) {
    assertThat(result).isInstanceOf(Result.Known.class);
    return ((Result.Known) result).user();
  }

  private static void assertRejected(Result result, String reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Rejected.class, rejected -> assertThat(rejected.reason()).contains(reason));
  }

  @Test
  void claimsBecomeTheUser() throws Exception {
    OidcAuthenticator authenticator = configured(issuer.item(CLAIMS));
    assertThat(user(ask(authenticator, issuer.token(JANE + ",\"groups\":[\"a\",\"b\"]"))))
        .isEqualTo(
            new User("oidc:jane", "u1", List.of("a", "b", "system:authenticated"), Map.of()));
    assertThat(user(ask(authenticator, issuer.token(JANE + ",\"groups\":\"a\""))).groups())
        .containsExactly("a", "system:authenticated");
    assertThat(user(ask(authenticator, issuer.token(JANE))).groups())
        .containsExactly("system:authenticated");
    assertRejected(ask(authenticator, issuer.token("\"uid\":\"u1\"")), "claim sub is no string");
    assertRejected(
        ask(authenticator, issuer.token(JANE + ",\"groups\":[1]")), "no list of strings");
  }

  @Test
  void expressionsMapAndJudge() throws Exception {
    OidcAuthenticator authenticator =
        configured(
            issuer.item(
                """
                claimValidationRules:
                - {claim: hd, requiredValue: example.org}
                - {expression: "claims.exp - claims.iat < 3600", message: lives too long}
                claimMappings:
                  username: {expression: "claims.email_verified ? claims.email : 'nobody'"}
                  groups: {expression: "claims.roles.split(',').map(r, 'team:' + r)"}
                  uid: {expression: "claims.sub"}
                  extra:
                  - {key: example.org/tenant, valueExpression: "claims.?tenant.orValue('')"}
                userValidationRules:
                - {expression: "!user.username.startsWith('system:')", message: reserved}
                """));
    String base =
        "\"sub\":\"u7\",\"email_verified\":true,\"roles\":\"dev,ops\",\"iat\":"
            + Instant.now().getEpochSecond()
            + ",\"hd\":\"example.org\",\"email\":";
    User user = user(ask(authenticator, issuer.token(base + "\"j@example.org\",\"tenant\":\"t\"")));
    assertThat(user)
        .isEqualTo(
            new User(
                "j@example.org",
                "u7",
                List.of("team:dev", "team:ops", "system:authenticated"),
                Map.of("example.org/tenant", List.of("t"))));
    assertThat(user(ask(authenticator, issuer.token(base + "\"j@example.org\""))).extra())
        .isEmpty();
    assertRejected(ask(authenticator, issuer.token(base + "\"system:x\"")), "reserved");
    assertRejected(
        ask(authenticator, issuer.token(base.replace("\"iat\":1", "\"iat\":") + "\"j\"")),
        "lives too long");
    assertRejected(
        ask(authenticator, issuer.token(base.replace("example.org", "evil.org") + "\"j\"")),
        "claim hd is not as required");
    assertRejected(
        ask(authenticator, issuer.token(base.replace("roles", "rules") + "\"j\"")), "roles");
  }

  @Test
  void anUnverifiedAddressIsNoName() throws Exception {
    OidcAuthenticator authenticator =
        configured(issuer.item("claimMappings: {username: {claim: email, prefix: ''}}"));
    String email = "\"email\":\"j@example.org\"";
    assertThat(user(ask(authenticator, issuer.token(email))).name()).isEqualTo("j@example.org");
    for (String verified : List.of("false", "\"true\"", "null")) {
      assertRejected(
          ask(authenticator, issuer.token(email + ",\"email_verified\":" + verified)),
          "not verified");
    }
  }

  @Test
  void forgedTokensAreRefused() throws Exception {
    OidcAuthenticator authenticator = configured(issuer.item(CLAIMS));
    String claims = issuer.claims(JANE);
    String good = issuer.token(JANE);
    String[] parts = good.split("\\.", -1);
    assertThat(ask(authenticator, good)).isInstanceOf(Result.Known.class);

    String none = encode("{\"alg\":\"none\"}") + "." + encode(claims) + ".";
    assertThat(ask(authenticator, none)).isInstanceOf(Result.Rejected.class);
    assertRejected(
        ask(
            authenticator,
            parts[0] + "." + encode(claims.replace("jane", "root")) + "." + parts[2]),
        "signed by no key");
    assertRejected(
        ask(authenticator, TestIssuer.sign(TestIssuer.key("one"), claims)), "signed by no key");
    JWSObject confused =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), new Payload(claims));
    confused.sign(
        new MACSigner(issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    assertRejected(ask(authenticator, confused.serialize()), "algorithm that is not allowed");
    for (String garbage : List.of("", ".", "..", "a.b.c", parts[0] + ".x." + parts[2])) {
      assertThat(ask(authenticator, garbage)).isEqualTo(Result.NONE);
    }
  }

  @Test
  void tokensForOthersOrOtherTimesAreRefused() throws Exception {
    OidcAuthenticator authenticator = configured(issuer.item(CLAIMS));
    String claims = issuer.claims(JANE);
    long now = Instant.now().getEpochSecond();
    Map<String, String> wrong =
        Map.of(
            claims.replace("\"registry\"", "\"other\""), "another audience",
            claims.replace("\"registry\"", "[]"), "another audience",
            claims.replaceAll("\"exp\":\\d+", "\"exp\":" + (now - 1)), "expired",
            claims.replaceAll("\"exp\":\\d+,", ""), "expired",
            claims.replaceAll("\"exp\":\\d+", "\"exp\":\"soon\""), "expired",
            claims.replace("\"sub\"", "\"nbf\":" + (now + 600) + ",\"sub\""), "not valid yet");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      assertRejected(
          ask(authenticator, TestIssuer.sign(issuer.key(), each.getKey())), each.getValue());
    }
    String elsewhere = claims.replace(issuer.url(), "https://elsewhere.example.org");
    assertThat(ask(authenticator, TestIssuer.sign(issuer.key(), elsewhere))).isEqualTo(Result.NONE);
    String several = claims.replace("\"registry\"", "[\"other\",\"registry\"]");
    assertThat(ask(authenticator, TestIssuer.sign(issuer.key(), several)))
        .isInstanceOf(Result.Known.class);
  }

  @Test
  void aLoopKnowsATokenOnceItHasBeenVerified() throws Exception {
    OidcAuthenticator authenticator = configured(issuer.item(CLAIMS));
    BearerToken token = BearerToken.of(issuer.token(JANE));
    assertThatThrownBy(() -> authenticator.authenticate(token, LOOP))
        .isInstanceOf(WouldBlockException.class);
    Awaitility.await() // the file is looked at every second, off the loop
        .atMost(Duration.ofSeconds(20))
        .ignoreException(WouldBlockException.class)
        .until(
            () -> {
              authenticator.authenticate(token, Patience.ENDLESS);
              return authenticator.authenticate(token, LOOP) instanceof Result.Known;
            });
  }

  @Test
  void anUnknownKeyIsLookedForButNotOftenerThanTheIssuerCanBear() throws Exception {
    OidcAuthenticator authenticator = configured(issuer.item(CLAIMS));
    String before = issuer.token(JANE);
    assertThat(ask(authenticator, before)).isInstanceOf(Result.Known.class);
    for (int i = 0; i < 50; i++) {
      ask(authenticator, TestIssuer.sign(TestIssuer.key("x" + i), issuer.claims(JANE)));
    }
    assertThat(issuer.fetched.get()).isLessThan(20);
    issuer.keys = List.of(TestIssuer.key("two"));
    String after = issuer.token(JANE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ask(authenticator, after) instanceof Result.Known);
    assertRejected(ask(authenticator, before), "signed by no key");
  }

  @Test
  void anIssuerThatIsDownLetsNobodyInAndRecovers() throws Exception {
    OidcAuthenticator authenticator = configured(issuer.item(CLAIMS));
    issuer.status = 503;
    String token = issuer.token(JANE);
    assertRejected(ask(authenticator, token), "keys are not known");
    assertRejected(ask(authenticator, token), "asked a moment ago");
    issuer.status = 200;
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ask(authenticator, token) instanceof Result.Known);
    issuer.status = 503;
    assertThat(ask(authenticator, issuer.token(JANE + ",\"n\":1")))
        .isInstanceOf(Result.Known.class);
  }

  @Test
  void anImpostorsKeysAreNotTaken() throws Exception {
    String item = issuer.item(CLAIMS);
    issuer.named = "https://elsewhere.example.org";
    assertRejected(ask(configured(item), issuer.token(JANE)), "keys are not known");
    issuer.named = "";
    TestAuthority stranger = new TestAuthority("issuers");
    String indented = stranger.pem().replace("\r", "").strip().replace("\n", "\n      ");
    String distrusting = item.replaceAll("(?s)-----BEGIN.*-----END CERTIFICATE-----", indented);
    assertRejected(ask(configured(distrusting), issuer.token(JANE)), "keys are not known");
    assertThat(issuer.fetched.get()).isZero();
  }

  @Test
  void severalIssuersAreKeptApartAndTheFileIsFollowed() throws Exception {
    try (TestIssuer second = new TestIssuer()) {
      OidcAuthenticator authenticator =
          configured(issuer.item(CLAIMS), second.item(CLAIMS.replace("oidc:", "second:")));
      assertThat(user(ask(authenticator, issuer.token(JANE))).name()).isEqualTo("oidc:jane");
      assertThat(user(ask(authenticator, second.token(JANE))).name()).isEqualTo("second:jane");
      assertRejected(
          ask(authenticator, TestIssuer.sign(second.key(), issuer.claims(JANE))),
          "signed by no key");
      write(folder.resolve("authentication.yaml"), second.item(CLAIMS.replace("oidc:", "new:")));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ask(authenticator, issuer.token(JANE)).equals(Result.NONE));
      assertThat(user(ask(authenticator, second.token(JANE))).name()).isEqualTo("new:jane");
    }
  }

  @Test
  void flagsOfBeforeDescribeOneIssuer() throws Exception {
    Path authority = Files.writeString(folder.resolve("ca.crt"), issuer.pem());
    OidcFlags flags =
        new OidcFlags(
            issuer.url(),
            "registry",
            "sub",
            null,
            "groups",
            "g:",
            Map.of("hd", "example.org"),
            Set.of("ES256"),
            authority);
    OidcAuthenticator authenticator = OidcAuthenticator.of(flags, InstantSource.system());
    User user =
        user(ask(authenticator, issuer.token(JANE + ",\"hd\":\"example.org\",\"groups\":[\"a\"]")));
    assertThat(user.name()).isEqualTo(issuer.url() + "#jane");
    assertThat(user.groups()).containsExactly("g:a", "system:authenticated");
    assertRejected(ask(authenticator, issuer.token(JANE)), "claim hd");
    assertThatThrownBy(
            () ->
                OidcAuthenticator.of(
                    new OidcFlags(
                        "http://h", "c", "sub", null, "", "", Map.of(), Set.of("RS256"), null),
                    InstantSource.system()))
        .hasMessageContaining("https://");
    OidcAuthenticator onlyRsa =
        OidcAuthenticator.of(
            new OidcFlags(
                issuer.url(), "registry", "sub", "-", "", "", Map.of(), Set.of("RS256"), authority),
            InstantSource.system());
    assertRejected(ask(onlyRsa, issuer.token(JANE)), "algorithm that is not allowed");
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
