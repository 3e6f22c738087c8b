package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.apiserver.auth.AccessRules;
import dev.clusterregistry.apiserver.auth.AlwaysAllowAuthorizer;
import dev.clusterregistry.apiserver.auth.AlwaysDenyAuthorizer;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.AuthorizerChain;
import dev.clusterregistry.apiserver.auth.MastersAuthorizer;
import dev.clusterregistry.apiserver.auth.ReloadedFile;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration.Configured;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfigurationReader;
import dev.clusterregistry.apiserver.auth.webhook.ConfiguredWebhook;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The chain that an AuthorizationConfiguration file describes, and no other from the moment on that
 * the file changes. A file that cannot be used leaves the last chain in force.
 */
final class FollowedAuthorizers implements Authorizer {
  private static final List<String> TYPES = List.of("AlwaysAllow", "AlwaysDeny", "RBAC", "Webhook");

  private final Path file;
  private final Authorizer rbac;
  private final boolean filteredLists;
  private final ReloadedFile<Authorizer> chain;

  /**
   * @throws ProgramException if the file cannot be used now
   */
  FollowedAuthorizers(Path file, Authorizer rbac, boolean filteredLists) {
    this.file = file;
    this.rbac = rbac;
    this.filteredLists = filteredLists;
    try {
      chain = new ReloadedFile<>(file, this::chain);
    } catch (IOException e) {
      throw new ProgramException(
          "the authorization configuration cannot be used: " + PrivateFile.reason(e), e);
    }
  }

  private Authorizer chain(byte[] content) throws IOException {
    try {
      AuthorizationConfiguration configuration =
          AuthorizationConfigurationReader.read(content, TYPES);
      checkFiltered(configuration);
      List<Authorizer> members = new ArrayList<>();
      members.add(new MastersAuthorizer());
      for (Configured configured : configuration.authorizers()) {
        members.add(authorizer(configured));
      }
      return new AuthorizerChain(members);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private Authorizer authorizer(Configured configured) throws IOException {
    return switch (configured.type()) {
      case "RBAC" -> rbac;
      case "AlwaysAllow" -> new AlwaysAllowAuthorizer();
      case "AlwaysDeny" -> new AlwaysDenyAuthorizer();
      default ->
          ConfiguredWebhook.of(
              Objects.requireNonNull(configured.webhook()), InstantSource.system());
    };
  }

  private void checkFiltered(AuthorizationConfiguration configuration) throws IOException {
    List<String> types = configuration.authorizers().stream().map(Configured::type).toList();
    if (filteredLists && (!types.contains("RBAC") || types.contains("Webhook"))) {
      throw new IOException("--filtered-lists needs the type RBAC, and none of type Webhook");
    }
  }

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    return chain.current(patience).authorize(user, info, patience);
  }

  @Override
  public AccessRules rules(User user, String namespace) {
    return chain.current(Patience.ENDLESS).rules(user, namespace);
  }
}
