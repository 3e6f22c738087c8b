package dev.clusterregistry.apiserver.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignedTokenAuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  @TempDir Path folder;

  private final AtomicInteger count = new AtomicInteger();
  private final Instant[] clock = {NOW.plusSeconds(10)};
  private Path file;
  private TokenBook book = TokenBook.EMPTY;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("tokens.json");
  }

  private String issue(String user) throws IOException {
    TokenBook.Issue issue =
        book.issue(user, "u1", List.of("devs"), NOW, Duration.ofHours(1), this::id);
    book = issue.book();
    Files.write(file, TokenBookFile.write(book));
    return issue.token();
  }

  private SignedTokenAuthenticator reading() throws IOException {
    return new SignedTokenAuthenticator(file, () -> clock[0]);
  }

  private static Result ask(SignedTokenAuthenticator authenticator, String token) {
    return authenticator.authenticate(BearerToken.of(token), Patience.ENDLESS);
  }

  private static void assertRejected(Result result, String reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Rejected.class, rejected -> assertThat(rejected.reason()).contains(reason));
  }

  @Test
  void anIssuedTokenNamesItsUser() throws IOException {
    String token = issue("robot");
    assertThat(ask(reading(), token))
        .isInstanceOfSatisfying(
            Result.Known.class,
            known -> {
              assertThat(known.user().name()).isEqualTo("robot");
              assertThat(known.user().uid()).isEqualTo("u1");
              assertThat(known.user().groups()).containsExactly("devs", "system:authenticated");
              assertThat(known.user().extra())
                  .isEqualTo(
                      Map.of("authentication.kubernetes.io/credential-id", List.of("JTI=id2")));
            });
    assertThat(Files.readString(file)).doesNotContain(token.substring(token.length() - 40));
  }

  @Test
  void aLoopKnowsATokenOnceItHasBeenVerified() throws IOException {
    BearerToken token = BearerToken.of(issue("robot"));
    SignedTokenAuthenticator authenticator = reading();
    assertThatThrownBy(
            () -> authenticator.authenticate(token, SignedTokenAuthenticatorTest::onLoop))
        .isInstanceOf(WouldBlockException.class);
    Awaitility.await() // the file is looked at every second, off the loop
        .atMost(Duration.ofSeconds(20))
        .ignoreException(WouldBlockException.class)
        .until(
            () -> {
              authenticator.authenticate(token, Patience.ENDLESS);
              return authenticator.authenticate(token, SignedTokenAuthenticatorTest::onLoop)
                  instanceof Result.Known;
            });
  }

  @Test
  void aTokenIsGoodFromItsFirstSecondToItsLast() throws IOException {
    String token = issue("robot");
    SignedTokenAuthenticator authenticator = reading();
    clock[0] = NOW.minusSeconds(1);
    assertRejected(ask(authenticator, token), "not valid yet");
    clock[0] = NOW.plus(Duration.ofHours(1)).minusMillis(1);
    assertThat(ask(authenticator, token)).isInstanceOf(Result.Known.class);
    clock[0] = NOW.plus(Duration.ofHours(1));
    assertRejected(ask(authenticator, token), "has expired");
  }

  @Test
  void aRevokedTokenIsRefusedAlsoByAServerThatKnewIt() throws IOException {
    String token = issue("robot");
    String other = issue("other");
    SignedTokenAuthenticator authenticator = reading();
    assertThat(ask(authenticator, token)).isInstanceOf(Result.Known.class);
    Files.write(file, TokenBookFile.write(Objects.requireNonNull(book.revoked("id2", NOW))));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ask(authenticator, token) instanceof Result.Rejected);
    assertRejected(ask(authenticator, token), "id2 is revoked");
    assertThat(ask(authenticator, other)).isInstanceOf(Result.Known.class);
    assertThat(book.revoked("unknown", NOW)).isNull();
  }

  @Test
  void theBookMayComeAndGoWhileTheServerRuns() throws IOException {
    SignedTokenAuthenticator authenticator = reading();
    assertThat(ask(authenticator, "anything")).isEqualTo(Result.NONE);
    String token = issue("robot");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ask(authenticator, token) instanceof Result.Known);
    Files.delete(file);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ask(authenticator, token).equals(Result.NONE));
  }

  @Test
  void anotherAlgorithmIsNotEvenLookedAt() throws IOException {
    String token = issue("robot");
    SignedTokenAuthenticator authenticator = reading();
    String[] parts = token.split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    for (String algorithm : List.of("none", "None", "HS256", "ES256")) {
      String forged = encode(header.replace("EdDSA", algorithm)) + "." + parts[1] + ".";
      assertThat(ask(authenticator, forged)).isEqualTo(Result.NONE);
      assertThat(ask(authenticator, forged + parts[2])).isEqualTo(Result.NONE);
    }
    assertRejected(ask(authenticator, parts[0] + "." + parts[1] + "."), "signature");
    assertRejected(ask(authenticator, parts[0] + "." + parts[1]), "signature");
  }

  @Test
  void changedClaimsAndASwappedKeyAreRefused() throws IOException {
    String token = issue("robot");
    SignedTokenAuthenticator authenticator = reading();
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String changed = encode(claims.replace("robot", "admin"));
    assertRejected(ask(authenticator, parts[0] + "." + changed + "." + parts[2]), "signature");
    SigningKey stolenName = SigningKey.generate(book.keys().get(0).id(), NOW);
    assertRejected(
        ask(authenticator, stolenName.sign(claims.getBytes(StandardCharsets.UTF_8))), "signature");
  }

  @Test
  void aTokenForAnotherRegistryOrOfNobodysBookIsRefused() throws IOException {
    String token = issue("robot");
    TokenBook otherRegistry =
        new TokenBook(
            "clusterregistry:other", book.keys(), Map.of("id2", book.tokens().iterator().next()));
    Files.write(file, TokenBookFile.write(otherRegistry));
    assertRejected(ask(reading(), token), "another registry");
    Files.write(file, TokenBookFile.write(new TokenBook(book.audience(), book.keys(), Map.of())));
    assertRejected(ask(reading(), token), "not in the book");
  }

  @Test
  void aRotatedKeyVerifiesButSignsNoMore() throws IOException {
    String before = issue("robot");
    book = book.rotated(NOW, this::id);
    String after = issue("robot");
    assertThat(book.keys()).hasSize(2);
    assertThat(book.keys().get(1).privateKey()).isNull();
    SignedTokenAuthenticator authenticator = reading();
    assertThat(ask(authenticator, before)).isInstanceOf(Result.Known.class);
    assertThat(ask(authenticator, after)).isInstanceOf(Result.Known.class);
    Files.write(file, TokenBookFile.write(book.startedOver(NOW, this::id)));
    SignedTokenAuthenticator forgetful = reading();
    assertThat(ask(forgetful, before)).isEqualTo(Result.NONE);
    assertThat(ask(forgetful, after)).isEqualTo(Result.NONE);
  }

  @Test
  void expiredTokensAndTheirKeysAreForgotten() throws IOException {
    issue("robot");
    TokenBook later = book.rotated(NOW.plus(Duration.ofHours(2)), this::id);
    assertThat(later.tokens()).isEmpty();
    assertThat(later.keys()).hasSize(1);
  }

  @Test
  void aDamagedBookIsNamedWithoutItsContent() throws IOException {
    issue("robot");
    String content = Files.readString(file);
    for (String damaged :
        List.of(
            "",
            "[]",
            content.substring(0, content.length() / 2),
            content.replace("\"public\" : \"", "\"public\" : \"AAAA"),
            content.replace("\"version\" : 1", "\"version\" : 2"))) {
      assertThatThrownBy(() -> TokenBookFile.read(damaged.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IOException.class)
          .hasNoCause()
          .hasMessageStartingWith("the token book is");
    }
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private String id() {
    return "id" + count.incrementAndGet();
  }

  private static void onLoop() {
    throw WouldBlockException.INSTANCE;
  }
}
