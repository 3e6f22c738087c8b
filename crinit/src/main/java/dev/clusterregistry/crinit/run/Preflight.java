package dev.clusterregistry.crinit.run;

import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Mode;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Settings;
import dev.clusterregistry.crinit.plan.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Finds what would stop a deployment before its first write. */
public final class Preflight {
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
  private static final Reference TRUST =
      new Reference(ObjectKind.CONFIG_MAP, "kube-system", "extension-apiserver-authentication");
  private static final Reference DEFINITION =
      new Reference(ObjectKind.CUSTOM_RESOURCE_DEFINITION, "", "clusters." + Registry.GROUP);

  private final Host host;

  public Preflight(Host host) {
    this.host = host;
  }

  /** Throws with all that is missing, or the first thing that is in the way. */
  public void check(Settings settings) {
    namespace(settings.registry());
    permissions(settings);
    if (settings.mode() == Mode.AGGREGATED) {
      aggregationLayer();
      groupIsFree(settings.registry());
    }
    storageClass(settings);
  }

  private void namespace(Registry registry) {
    Reference namespace = registry.namespaceObject();
    Optional<ObjectNode> there = readable(namespace);
    there.ifPresent(found -> Objects.requireStaying(namespace, found));
  }

  private void permissions(Settings settings) {
    TreeSet<String> missing = new TreeSet<>();
    Plan.init(settings).objects(new Facts(Map.of(), Map.of())).stream()
        .map(one -> one.reference())
        .map(one -> new Reference(one.kind(), one.namespace(), ""))
        .distinct()
        .forEach(
            kind -> {
              for (String verb : List.of("get", "create", "patch")) {
                if (!isAllowed(kind, verb)) {
                  missing.add(verb + " " + kind.kind().resource() + where(kind));
                }
              }
            });
    if (!missing.isEmpty()) {
      throw new CrinitException(
          "you may not do what deploying needs on "
              + host.url()
              + ":\n  "
              + String.join("\n  ", missing)
              + "\nNothing has been changed. Ask an administrator of the cluster, or use another"
              + " --host-cluster-context.");
    }
  }

  private static String where(Reference kind) {
    return kind.kind().namespaced() ? " in namespace " + kind.namespace() : "";
  }

  private boolean isAllowed(Reference kind, String verb) {
    ObjectNode review =
        object(
            "apiVersion",
            "authorization.k8s.io/v1",
            "kind",
            "SelfSubjectAccessReview",
            "spec",
            object(
                "resourceAttributes",
                object(
                    "group",
                    kind.kind().group(),
                    "resource",
                    kind.kind().resource(),
                    "verb",
                    verb,
                    "namespace",
                    kind.kind().namespaced() ? kind.namespace() : null)));
    try {
      return host.post(REVIEWS, review).at("/status/allowed").asBoolean(false);
    } catch (RefusedException e) {
      if (e.code() == 404) {
        return true; // Nobody to ask: the writes will show.
      }
      throw new CrinitException("cannot ask what you may do: " + e.getMessage(), e);
    }
  }

  private void aggregationLayer() {
    List<String> missing = new ArrayList<>();
    if (!isServed("/apis/apiregistration.k8s.io/v1")) {
      throw new CrinitException(
          "the host's API server does not serve apiregistration.k8s.io/v1: it has no aggregation"
              + " layer. Deploy with \"crinit standalone init\" instead, or use another host.");
    }
    Optional<ObjectNode> trust = readable(TRUST);
    Map<String, String> flags =
        Map.of(
            "requestheader-client-ca-file", "--requestheader-client-ca-file",
            "requestheader-username-headers", "--requestheader-username-headers=X-Remote-User",
            "requestheader-group-headers", "--requestheader-group-headers=X-Remote-Group",
            "requestheader-extra-headers-prefix",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-");
    flags.forEach(
        (member, flag) -> {
          if (trust.isEmpty() || trust.get().path("data").path(member).asString("").isEmpty()) {
            missing.add(flag);
          }
        });
    if (!missing.isEmpty()) {
      missing.sort(null);
      throw new CrinitException(
          "the aggregation layer of the host's API server is not enabled: "
              + TRUST
              + " does not say whom to believe. Its kube-apiserver lacks the flags\n  "
              + String.join("\n  ", missing)
              + "\nand needs with them --proxy-client-cert-file and --proxy-client-key-file, and"
              + " --enable-aggregator-routing=true if it runs without kube-proxy. Nothing has been"
              + " changed.");
    }
  }

  private boolean isServed(String path) {
    try {
      return host.read(path).isPresent();
    } catch (RefusedException e) {
      return e.code() == 403; // Then somebody serves it, if not to us.
    }
  }

  private void groupIsFree(Registry registry) {
    if (readable(DEFINITION).isPresent()) {
      throw new CrinitException(
          DEFINITION
              + " occupies the API group: the host serves clusters out of a"
              + " CustomResourceDefinition of a later cluster registry. To migrate: save them"
              + " (kubectl get clusters.clusterregistry.k8s.io -A -o yaml > clusters.yaml), delete"
              + " the definition (which deletes them), run this command, and apply what you saved"
              + " with metadata.namespace taken out. Nothing has been changed.");
    }
    Optional<ObjectNode> service = readable(registry.apiService());
    Objects objects = new Objects(host, registry);
    service
        .filter(found -> !objects.isOurs(found))
        .ifPresent(
            found -> {
              throw new CrinitException(
                  registry.apiService()
                      + " already exists and leads to the service "
                      + Json.text(found, "/spec/service/namespace")
                      + "/"
                      + Json.text(found, "/spec/service/name")
                      + ": the host has another aggregated registry. Delete that one first, or"
                      + " deploy with \"crinit standalone init\". Nothing has been changed.");
            });
  }

  private void storageClass(Settings settings) {
    if (!(settings.storage().volume() instanceof Volume.Claim claim)) {
      return;
    }
    List<ObjectNode> classes;
    try {
      classes = host.list(ObjectKind.STORAGE_CLASS, null, Map.of());
    } catch (RefusedException e) {
      return; // Not to be seen; the claim will show.
    }
    String wanted = claim.storageClass();
    List<String> names = classes.stream().map(one -> Json.text(one, "/metadata/name")).toList();
    if (wanted != null && !names.contains(wanted)) {
      throw new CrinitException(
          "storage class \"" + wanted + "\" does not exist; there is " + shown(names));
    }
    if (wanted == null && classes.stream().noneMatch(Preflight::isDefault)) {
      throw new CrinitException(
          "the host has no default storage class: name one with --etcd-pv-storage-class (there is "
              + shown(names)
              + "), or do without with --etcd-persistent-storage=false");
    }
  }

  private static String shown(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static boolean isDefault(ObjectNode one) {
    return one.at("/metadata/annotations").path(DEFAULT_CLASS).asString("").equals("true");
  }

  /** Empty also if it may not be seen. */
  private Optional<ObjectNode> readable(Reference reference) {
    try {
      return host.get(reference);
    } catch (RefusedException e) {
      if (e.code() == 403) {
        return Optional.empty();
      }
      throw new CrinitException("cannot read " + reference + ": " + e.getMessage(), e);
    }
  }
}
