package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;

/** Brings the names in a draft together with those in the URL. */
final class Identity {
  private static final String NAMESPACE = "namespace";

  private Identity() {}

  /**
   * Fills in the namespace of the request. A cluster-scoped object has none, whatever it says.
   *
   * @param namespace empty for a cluster-scoped object
   * @throws StatusException 400 if the object says another one
   */
  static void ensureNamespace(Draft draft, String namespace) {
    if (namespace.isEmpty()) {
      draft.metadata().remove(NAMESPACE);
      return;
    }
    String own = draft.namespace();
    if (own.isEmpty()) {
      draft.metadata().put(NAMESPACE, namespace);
    } else if (!own.equals(namespace)) {
      throw Statuses.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  /**
   * @throws StatusException 400 if the object's name is not the URL's
   */
  static void checkName(Draft draft, String name) {
    String own = draft.name();
    if (own.isEmpty()) {
      throw Statuses.badRequest(
          "the name of the object ("
              + name
              + " based on URL) was undeterminable: name must be provided");
    }
    if (!own.equals(name)) {
      throw Statuses.badRequest(
          "the name of the object (" + own + ") does not match the name on the URL (" + name + ")");
    }
  }
}
