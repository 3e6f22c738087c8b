package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.certificate.Issued;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.kubeconfig.Entry;
import dev.clusterregistry.crinit.kubeconfig.Entry.Origin;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.RegistryObjects;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives the server and the administrator new certificates of the same authority. Servers follow
 * their files, so nothing is restarted.
 */
public final class Renewal {
  private final Host host;
  private final Target target;
  private final Progress progress;

  public Renewal(Host host, Target target, Progress progress) {
    this.host = host;
    this.target = target;
    this.progress = progress;
  }

  public void renew(Registry registry) {
    Objects objects = new Objects(host, registry);
    Keeper keeper = new Keeper(Instant.now());
    progress.begin("Renewing the certificate of the cluster registry API server");
    ObjectNode authority = required(objects, registry.authority());
    Facts facts = keeper.renew(authority, required(objects, registry.credentials()));
    RegistryObjects.secrets(registry, facts).forEach(objects::apply);
    progress.done();
    progress.begin("Updating kubeconfig");
    Issued administrator = Keeper.administrator(keeper.authority(authority));
    Entry entry = entry(registry, facts, administrator);
    target.kubeconfig().put(entry);
    progress.done();
  }

  private Entry entry(Registry registry, Facts facts, Issued administrator) {
    String server = server(registry);
    Origin origin =
        target
            .kubeconfig()
            .registries()
            .getOrDefault(
                registry.name(),
                new Origin("standalone", target.hostContext(), registry.namespace()));
    return new Entry(
        registry.name(),
        server,
        Keeper.base64(
            Keeper.member(Json.object("data", facts.serving()), Facts.AUTHORITY).orElseThrow()),
        Keeper.base64(administrator.certificate()),
        Keeper.base64(administrator.key()),
        Keeper.token(facts),
        Keeper.password(facts),
        origin);
  }

  /** As the kubeconfig has it already. */
  private String server(Registry registry) {
    JsonNode tree =
        YamlReader.read(
                target.kubeconfig().forContext(registry.name()).getBytes(StandardCharsets.UTF_8))
            .tree();
    for (JsonNode cluster : tree.path("clusters")) {
      if (Json.text(cluster, "/name").equals(registry.name())) {
        return Json.text(cluster, "/cluster/server");
      }
    }
    throw new CrinitException(
        "the kubeconfig has no cluster \""
            + registry.name()
            + "\"; \"crinit standalone|aggregated init\" with the flags of before enters it again");
  }

  private static ObjectNode required(Objects objects, Reference secret) {
    return objects
        .own(secret)
        .orElseThrow(
            () ->
                new CrinitException(
                    secret
                        + " is not there, or not of this registry (crinit list shows those that"
                        + " there are)"));
  }
}
