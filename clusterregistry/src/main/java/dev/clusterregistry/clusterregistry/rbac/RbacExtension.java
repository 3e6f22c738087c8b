package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.local.Background;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.schema.Kind;

/** All of RBAC that works inside a server. */
public final class RbacExtension implements AutoCloseable {
  private final RbacObjects objects;
  private final RbacAuthorizer authorizer;
  private final RuleHistory history;
  private final Bootstrap bootstrap;
  private final Background aggregation;

  public RbacExtension(Inside inside) {
    objects = new RbacObjects(inside);
    authorizer = new RbacAuthorizer(objects);
    history = new RuleHistory(inside);
    bootstrap = new Bootstrap(objects, inside.client());
    aggregation =
        new Background("rbac-aggregation", new Aggregation(objects, inside.client())::run);
  }

  /** Decides by roles and bindings. */
  public Authorizer authorizer() {
    return authorizer;
  }

  /**
   * @param all who decides about requests
   */
  public Admission admission(Authorizer all) {
    return new Escalation(objects, all);
  }

  /** What a user may see of a resource by the right to get single objects. */
  public Sight.Limited sight(User user, Kind kind) {
    boolean isNamespace = kind.group().isEmpty() && kind.plural().equals("namespaces");
    return new RbacSight(
        history,
        new Visible.Question(user, kind.group(), kind.plural(), kind.namespaced() || isNamespace));
  }

  /**
   * Writes the default roles before it returns if there are none, else in the background.
   *
   * @param changed is run when decisions may have changed
   */
  public void start(Runnable changed) {
    objects.listen(changed);
    objects.listen(aggregation::poke);
    aggregation.start();
    if (bootstrap.needed()) {
      reconcile();
    } else {
      Thread.ofVirtual().name("rbac-defaults").start(this::reconcile);
    }
    aggregation.poke();
  }

  /** Sees to it that the default roles and bindings are there. */
  void reconcile() {
    bootstrap.reconcile();
  }

  @Override
  public void close() {
    aggregation.close();
  }
}
