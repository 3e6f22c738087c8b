package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Registry;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The objects of one registry on the host; never touches those of others. */
final class Objects {
  private final Host host;
  private final Registry registry;

  Objects(Host host, Registry registry) {
    this.host = host;
    this.registry = registry;
  }

  /** What the registry's objects, and nobody else's, are labelled with. */
  static Map<String, String> mark(Registry registry) {
    return Map.of(Registry.MANAGED_BY, Registry.CRINIT, Registry.INSTANCE, registry.name());
  }

  boolean isOurs(ObjectNode object) {
    return mark(registry).entrySet().stream()
        .allMatch(
            label ->
                object
                    .at("/metadata/labels")
                    .path(label.getKey())
                    .asString("")
                    .equals(label.getValue()));
  }

  /** The registry's own object, if it is there. */
  Optional<ObjectNode> own(Reference reference) {
    return host.get(reference).filter(this::isOurs);
  }

  /** Makes the object, or brings the registry's own up to date. */
  void apply(KubernetesObject object) {
    Reference reference = object.reference();
    Optional<ObjectNode> there = host.get(reference);
    if (there.isPresent()) {
      requireStaying(reference, there.get());
      if (!isOurs(there.get())) {
        if (reference.kind() == ObjectKind.NAMESPACE) {
          return; // Used as it is.
        }
        throw new CrinitException(
            reference
                + " already exists, and crinit has not made it for \""
                + registry.name()
                + "\": it is left as it is. Choose another name or --cluster-registry-namespace, or"
                + " delete it.");
      }
    }
    try {
      host.apply(object, false);
    } catch (RefusedException e) {
      throw refused(reference, e);
    }
  }

  static void requireStaying(Reference reference, ObjectNode there) {
    if (!Json.text(there, "/metadata/deletionTimestamp").isEmpty()) {
      throw new CrinitException(
          reference
              + " is being deleted (Terminating). Wait until it is gone, and run the same command"
              + " again; what keeps it: kubectl describe "
              + reference.kind().resource()
              + " "
              + reference.name());
    }
  }

  static CrinitException refused(Reference reference, RefusedException why) {
    return new CrinitException(
        "cannot create " + reference + ": " + why.getMessage() + advice(reference, why), why);
  }

  private static String advice(Reference reference, RefusedException why) {
    String message = String.valueOf(why.getMessage());
    if (message.contains("exceeded quota")) {
      return "\nA quota of the namespace is used up: raise it, or free what is not needed.";
    }
    if (message.contains("attempting to grant RBAC permissions")
        && reference.kind() == ObjectKind.CLUSTER_ROLE) {
      return "\nYou may not give away rights to clusters: leave the roles out with"
          + " --skip-user-roles, or ask an administrator.";
    }
    return "";
  }
}
