package dev.clusterregistry.clusterregistry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.auth.AlwaysDenyAuthorizer;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedAuthorizersTest {
  private static final User JANE = User.authenticated("jane", "", List.of(), Map.of());
  private static final RequestInfo HEALTH = RequestInfo.ofAction("get", "/healthz");

  @TempDir Path folder;

  private Path write(String authorizers) throws IOException {
    return Files.writeString(
        folder.resolve("authorization.yaml"),
        "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthorizationConfiguration\nauthorizers: "
            + authorizers
            + "\n");
  }

  private static boolean allows(Authorizer authorizer) {
    return authorizer.allows(JANE, HEALTH, Patience.ENDLESS);
  }

  @Test
  void aChangedFileMakesAnotherChainAndABadOneNone() throws IOException {
    Path file = write("[{type: AlwaysAllow, name: all}]");
    Authorizer authorizer = new FollowedAuthorizers(file, new AlwaysDenyAuthorizer(), false);
    assertThat(allows(authorizer)).isTrue();
    write("[{type: RBAC, name: roles}]");
    await().until(() -> !allows(authorizer));
    write("[{type: Everything, name: all-and-more-than-that}]");
    assertThat(allows(authorizer)).isFalse();
    write("[{type: AlwaysAllow, name: all-once-more}]");
    await().until(() -> allows(authorizer));
  }

  @Test
  void filteredListsNeedRolesAndNobodyBeside() throws IOException {
    Path file = write("[{type: AlwaysAllow, name: all}]");
    assertThatThrownBy(() -> new FollowedAuthorizers(file, new AlwaysDenyAuthorizer(), true))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("--filtered-lists needs the type RBAC");
  }
}
