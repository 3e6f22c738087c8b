package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Goes through a plan without changing anything. */
public final class DryRun {
  private final Progress progress;

  public DryRun(Progress progress) {
    this.progress = progress;
  }

  /** Only says what would be done; asks nobody. */
  public void print(Plan plan) {
    for (Step step : plan.steps()) {
      if (!waits(step)) {
        progress.begin(step.title());
        progress.done();
      }
    }
  }

  /** Has the host check every object, as far as that goes without a namespace. */
  public void ask(Host host, Plan plan, Registry registry, Facts facts) {
    print(plan);
    boolean inNamespace = host.get(registry.namespaceObject()).isPresent();
    List<String> unchecked = new ArrayList<>();
    for (KubernetesObject object : plan.objects(facts)) {
      Reference reference = object.reference();
      if (!inNamespace && reference.namespace().equals(registry.namespace())) {
        unchecked.add(reference.kind().resource() + " \"" + reference.name() + "\"");
        continue;
      }
      try {
        host.apply(object, true);
      } catch (RefusedException e) {
        throw Objects.refused(reference, e);
      }
    }
    if (!unchecked.isEmpty()) {
      progress.say(
          "Not checked, since the namespace "
              + registry.namespace()
              + " does not exist yet: "
              + String.join(", ", unchecked));
    }
  }

  private static boolean waits(Step step) {
    return step instanceof Step.AwaitPods
        || step instanceof Step.AwaitAggregation
        || step instanceof Step.AwaitGone;
  }
}
