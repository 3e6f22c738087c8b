package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.auth.AlwaysAllowAuthorizer;
import dev.clusterregistry.apiserver.auth.AlwaysDenyAuthorizer;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.AuthorizerChain;
import dev.clusterregistry.apiserver.auth.MastersAuthorizer;
import dev.clusterregistry.apiserver.auth.webhook.WebhookAuthorizer;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.local.Extension;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.request.Verb;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.served.ServedResources;
import dev.clusterregistry.clusterregistry.namespace.NamespaceExtension;
import dev.clusterregistry.clusterregistry.rbac.RbacExtension;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Authorization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a server of its own has beyond the registry: namespaces, roles, and who decides. */
final class StandaloneExtension implements Extension {
  private final NamespaceExtension namespaces;
  private final RbacExtension rbac;
  private final Authorizer authorizer;
  private final ServedResources resources;
  private final boolean filteredLists;

  /**
   * @param webhook null if no mode needs it
   */
  StandaloneExtension(Inside inside, Authorization settings, @Nullable WebhookAuthorizer webhook) {
    resources = inside.resources();
    filteredLists = settings.filteredLists();
    namespaces = new NamespaceExtension(inside);
    rbac = new RbacExtension(inside);
    Path configuration = settings.configuration();
    authorizer =
        configuration == null
            ? chain(settings.modes(), webhook)
            : new FollowedAuthorizers(configuration, rbac.authorizer(), settings.filteredLists());
  }

  private Authorizer chain(List<AuthorizationMode> modes, @Nullable WebhookAuthorizer webhook) {
    List<Authorizer> chain = new ArrayList<>();
    chain.add(new MastersAuthorizer());
    for (AuthorizationMode mode : modes) {
      chain.add(
          switch (mode) {
            case RBAC -> rbac.authorizer();
            case WEBHOOK -> Objects.requireNonNull(webhook);
            case ALWAYS_ALLOW -> new AlwaysAllowAuthorizer();
            case ALWAYS_DENY -> new AlwaysDenyAuthorizer();
          });
    }
    return new AuthorizerChain(chain);
  }

  @Override
  public Authorizer authorizer() {
    return authorizer;
  }

  @Override
  public Admission admission() {
    return Admission.of(List.of(namespaces.admission(), rbac.admission(authorizer)));
  }

  /** Nothing is filtered for strangers: they are told that they may not. */
  @Override
  public Sight.@Nullable Limited sight(User user, RequestInfo info) {
    boolean reads = info.verb() == Verb.LIST || info.verb() == Verb.WATCH;
    if (!filteredLists || !reads || user.isAnonymous()) {
      return null;
    }
    ServedResource resource = resources.find(info.group(), info.version(), info.resource());
    return resource == null ? null : rbac.sight(user, resource.kind());
  }

  @Override
  public void start(Runnable permissionsChanged) {
    namespaces.start();
    rbac.start(permissionsChanged);
  }

  @Override
  public void close() {
    rbac.close();
    namespaces.close();
  }
}
