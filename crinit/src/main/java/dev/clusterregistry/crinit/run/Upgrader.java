package dev.clusterregistry.crinit.run;

import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Settings;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings a registry to other settings; if its pods do not come up, back to the old ones. */
public final class Upgrader {
  /** The old pods have been ready once; an impatient user does not make them quicker. */
  private static final Duration GOING_BACK = Duration.ofMinutes(5);

  private final Host host;
  private final Target target;
  private final Registry registry;
  private final Patience patience;
  private final Progress progress;

  public Upgrader(
      Host host, Target target, Registry registry, Patience patience, Progress progress) {
    this.host = host;
    this.target = target;
    this.registry = registry;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * @param before the Deployment as it is
   */
  public void upgrade(ObjectNode before, Settings settings) {
    try {
      new Runner(host, target, registry, patience, progress).run(Plan.init(settings), true);
    } catch (CrinitException | RefusedException e) {
      progress.broken();
      rollBack(before, e);
    }
  }

  private void rollBack(ObjectNode before, RuntimeException why) {
    progress.begin("Rolling back the cluster registry deployment");
    try {
      host.apply(restorable(before), false);
      new Rollout(host, registry).await(patience.orAtLeast(GOING_BACK), progress);
    } catch (CrinitException | RefusedException e) {
      progress.broken();
      throw new CrinitException(
          why.getMessage()
              + "\nRolling back has failed, too: "
              + e.getMessage()
              + "\nThe registry's objects are in the backup.",
          e);
    }
    progress.done();
    throw new CrinitException(
        why.getMessage() + "\nThe upgrade has been rolled back: the old pods run again.", why);
  }

  /** The Deployment as crinit made it, without what the host has added. */
  private KubernetesObject restorable(ObjectNode before) {
    ObjectNode annotations = object();
    for (String name : new String[] {Registry.MODE, Registry.FLAGS}) {
      JsonNode value = before.at("/metadata/annotations").path(name);
      if (value.isString()) {
        annotations.set(name, value);
      }
    }
    ObjectNode spec = (ObjectNode) before.path("spec").deepCopy();
    KubernetesObject restored =
        KubernetesObject.of(registry.deployment(), registry.labels(), "spec", spec);
    restored.tree().withObject("/metadata").set("annotations", annotations);
    return new KubernetesObject(ObjectKind.DEPLOYMENT, restored.tree());
  }
}
