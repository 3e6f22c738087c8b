package dev.clusterregistry.apiserver.auth;

import static dev.clusterregistry.apiserver.auth.TestRequests.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BasicFileAuthenticatorTest {
  @TempDir Path folder;

  private Authenticator users;

  @BeforeEach
  void readUsers() throws IOException {
    users =
        new BasicFileAuthenticator(
            Files.writeString(
                folder.resolve("users.csv"), "old,jane,u1\npass:word,jane,u1,\"devs\"\n"));
  }

  private Authenticator.Result login(String scheme, String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return users.authenticate(
        with("Authorization", scheme + " " + Base64.getEncoder().encodeToString(bytes)));
  }

  @Test
  void nameAndPasswordTogetherAreAUser() {
    User jane = new User("jane", "u1", List.of("devs", "system:authenticated"), Map.of());
    assertThat(login("bAsIc", "jane:pass:word")).isEqualTo(new Authenticator.Result.Known(jane));
  }

  @Test
  void aWrongPasswordAndAnUnknownUserAreToldApartByNobody() {
    assertThat(login("Basic", "jane:old")).isInstanceOf(Authenticator.Result.Rejected.class);
    assertThat(login("Basic", "jane:")).isEqualTo(login("Basic", "bob:pass:word"));
  }

  @Test
  void anotherSchemeIsNoCredentialOfThisKind() {
    assertThat(login("Bearer", "jane:pass:word")).isEqualTo(Authenticator.Result.NONE);
    assertThat(users.authenticate(with("Authorization", "Basic ???")))
        .isEqualTo(Authenticator.Result.NONE);
    assertThat(users.challenge()).isEqualTo("Basic realm=\"kubernetes-master\"");
  }
}
