package dev.clusterregistry.crinit.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.certificate.Pem;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.host.UnreachableException;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.run.Report.Expiry;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks at deployed registries; changes nothing. */
public final class Inspector {
  private static final JsonMapper JSON = new JsonMapper();

  private final Host host;
  private final Target target;
  private final Instant now;

  public Inspector(Host host, Target target, Instant now) {
    this.host = host;
    this.target = target;
    this.now = now;
  }

  /** All registries of the host that crinit has made, in all namespaces. */
  public List<Registry> registries() {
    return host
        .list(ObjectKind.DEPLOYMENT, null, Map.of(Registry.MANAGED_BY, Registry.CRINIT))
        .stream()
        .map(
            one ->
                new Registry(
                    one.at("/metadata/labels").path(Registry.INSTANCE).asString(""),
                    Json.text(one, "/metadata/namespace")))
        .toList();
  }

  /** Of a registry that is there. */
  public ObjectNode deployment(Registry registry) {
    return new Objects(host, registry)
        .own(registry.deployment())
        .orElseThrow(
            () ->
                new CrinitException(
                    "there is no cluster registry \""
                        + registry.name()
                        + "\" in namespace "
                        + registry.namespace()
                        + " of the host cluster (crinit list shows those that there are)"));
  }

  public static String mode(ObjectNode deployment) {
    return deployment.at("/metadata/annotations").path(Registry.MODE).asString("");
  }

  /** The flags that a Deployment says it was made with. */
  public static List<String> flags(ObjectNode deployment) {
    String flags = deployment.at("/metadata/annotations").path(Registry.FLAGS).asString("[]");
    List<String> words = new ArrayList<>();
    JSON.readTree(flags).forEach(word -> words.add(word.asString()));
    return words;
  }

  public Report report(Registry registry) {
    ObjectNode deployment = deployment(registry);
    Objects objects = new Objects(host, registry);
    String mode = mode(deployment);
    String kubeconfig = "";
    String address = "";
    String why = "";
    String version = null;
    try {
      boolean aggregated = mode.equals("aggregated");
      kubeconfig =
          target.kubeconfig().forContext(aggregated ? target.hostContext() : registry.name());
      try (Host server = Host.of(kubeconfig)) {
        address = server.url();
        if (aggregated) {
          if (server.read("/apis/" + Registry.GROUP + "/v1alpha1/clusters?limit=1").isEmpty()) {
            why = "the host does not serve clusters";
          }
        } else {
          version = server.read("/version").map(one -> Json.text(one, "/gitVersion")).orElse(null);
          server.text("/readyz");
        }
      }
    } catch (CrinitException | RefusedException | UnreachableException e) {
      why = String.valueOf(e.getMessage());
    }
    return new Report(
        registry.name(),
        registry.namespace(),
        mode,
        Json.text(deployment, "/spec/template/spec/containers/0/image"),
        version,
        deployment.at("/status/readyReplicas").asInt(0),
        deployment.at("/spec/replicas").asInt(1),
        address,
        why.isEmpty(),
        why,
        expiries(objects, registry, kubeconfig),
        flags(deployment));
  }

  private List<Expiry> expiries(Objects objects, Registry registry, String kubeconfig) {
    List<Expiry> expiries = new ArrayList<>();
    @Nullable ObjectNode serving = objects.own(registry.credentials()).orElse(null);
    Keeper.member(serving, "server.crt")
        .ifPresent(pem -> expiries.add(expiry("server", Pem.certificate(pem, "server.crt"))));
    Keeper.member(serving, "ca.crt")
        .ifPresent(pem -> expiries.add(expiry("authority", Pem.certificate(pem, "ca.crt"))));
    administrator(registry, kubeconfig, expiries);
    return expiries;
  }

  /** The administrator's own, in the kubeconfig. */
  private void administrator(Registry registry, String kubeconfig, List<Expiry> expiries) {
    if (kubeconfig.isEmpty()) {
      return;
    }
    JsonNode users = YamlReader.read(kubeconfig.getBytes(UTF_8)).tree().path("users");
    for (JsonNode user : users) {
      String data = Json.text(user, "/user/client-certificate-data");
      if (Json.text(user, "/name").equals(registry.name()) && !data.isEmpty()) {
        String pem = new String(Base64.getDecoder().decode(data), UTF_8);
        expiries.add(expiry("administrator", Pem.certificate(pem, "the kubeconfig's")));
      }
    }
  }

  private Expiry expiry(String name, X509Certificate certificate) {
    Instant end = certificate.getNotAfter().toInstant();
    return new Expiry(name, end.toString(), Duration.between(now, end).toDays());
  }
}
