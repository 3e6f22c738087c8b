package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.certificate.Authority;
import dev.clusterregistry.crinit.certificate.Issued;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.kubeconfig.Entry;
import dev.clusterregistry.crinit.kubeconfig.Entry.Origin;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.RegistryObjects;
import dev.clusterregistry.crinit.plan.ServiceType;
import dev.clusterregistry.crinit.plan.Settings;
import dev.clusterregistry.crinit.plan.Step;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Carries out the plan of a deployment. Running it again goes on where it was broken off. */
public final class Runner {
  private final Host host;
  private final Target target;
  private final Registry registry;
  private final Objects objects;
  private final Patience patience;
  private final Progress progress;
  private final Keeper keeper;

  private @Nullable Endpoint endpoint;
  private @Nullable Facts facts;
  private @Nullable Entry entry;

  public Runner(Host host, Target target, Registry registry, Patience patience, Progress progress) {
    this.host = host;
    this.target = target;
    this.registry = registry;
    objects = new Objects(host, registry);
    this.patience = patience;
    this.progress = progress;
    keeper = new Keeper(Instant.now());
  }

  /**
   * @param wait whether to wait for what the host's controllers do after the last write
   */
  public void run(Plan plan, boolean wait) {
    for (Step step : plan.steps()) {
      boolean waits = step instanceof Step.AwaitPods || step instanceof Step.AwaitAggregation;
      if (waits && !wait) {
        continue;
      }
      progress.begin(step.title());
      run(step);
    }
  }

  /** What has been found out while running. */
  public Facts facts() {
    return known(facts);
  }

  private void run(Step step) {
    switch (step) {
      case Step.Apply apply -> {
        apply.objects().forEach(objects::apply);
        progress.done();
      }
      case Step.Expose expose -> {
        objects.apply(expose.service());
        endpoint =
            new Endpoints(host).await(registry.service(), expose.exposure(), patience, progress);
        progress.done();
      }
      case Step.Credentials credentials -> {
        credentials(credentials.settings());
        credentials.objects().forEach(objects::apply);
        progress.done();
      }
      case Step.Register ignored -> {
        objects.apply(RegistryObjects.apiService(registry, facts()));
        progress.done();
      }
      case Step.EnterKubeconfig enter -> {
        enter(enter.settings());
        progress.done();
      }
      case Step.AwaitPods await -> awaitPods(await.settings());
      case Step.AwaitAggregation ignored -> awaitAggregation();
      case Step.LeaveKubeconfig ignored -> throw notOfADeployment(step);
      case Step.Delete ignored -> throw notOfADeployment(step);
      case Step.DeleteNamespace ignored -> throw notOfADeployment(step);
      case Step.AwaitGone ignored -> throw notOfADeployment(step);
    }
  }

  private static IllegalStateException notOfADeployment(Step step) {
    return new IllegalStateException("not a step of a deployment: " + step.title());
  }

  private void credentials(Settings settings) {
    ObjectNode authority = objects.own(registry.authority()).orElse(null);
    ObjectNode serving = objects.own(registry.credentials()).orElse(null);
    Facts made = keeper.create(settings, known(endpoint).all(), authority, serving);
    RegistryObjects.secrets(registry, made).forEach(objects::apply);
    facts = made;
  }

  private void enter(Settings settings) {
    Facts known = facts();
    Authority authority = keeper.authority(Json.object("data", known.authority()));
    Issued administrator = Keeper.administrator(authority);
    Entry made =
        new Entry(
            registry.name(),
            known(endpoint).url(),
            Optional.ofNullable(known.serving().get(Facts.AUTHORITY)).orElseThrow(),
            Keeper.base64(administrator.certificate()),
            Keeper.base64(administrator.key()),
            Keeper.token(known),
            Keeper.password(known),
            new Origin(settings.mode().word(), target.hostContext(), registry.namespace()));
    target.kubeconfig().put(made);
    entry = made;
  }

  private void awaitPods(Settings settings) {
    Rollout rollout = new Rollout(host, registry);
    rollout.await(patience, progress);
    switch (settings.exposure().type()) {
      case LOAD_BALANCER -> awaitAnswer();
      case NODE_PORT ->
          progress.say(
              "The pods of the cluster registry API server run behind a NodePort service, and"
                  + " whether it is reached from here has not been tried. For kubectl to work with"
                  + " the context '"
                  + registry.name()
                  + "', this machine must be able to reach the host cluster's nodes.");
      case CLUSTER_IP ->
          progress.say(
              "The pods of the cluster registry API server run behind a ClusterIP service, which is"
                  + " reached from inside the host cluster only. From here: kubectl port-forward -n"
                  + " "
                  + registry.namespace()
                  + " service/"
                  + registry.service().name()
                  + " 8443:443, then kubectl --context "
                  + registry.name()
                  + " --server https://localhost:8443");
    }
    if (settings.exposure().type() == ServiceType.LOAD_BALANCER) {
      progress.done();
    }
    progress.say("Cluster registry API server is running at: " + known(endpoint).text());
  }

  /** Through the load balancer, as the user of the kubeconfig will. */
  private void awaitAnswer() {
    String[] last = {"no answer yet"};
    try (Host server = Host.of(target.kubeconfig().forContext(registry.name()))) {
      Optional<Boolean> answered =
          patience.await(
              progress,
              () -> {
                try {
                  return server.text("/readyz").strip().equalsIgnoreCase("ok")
                      ? Optional.of(true)
                      : Optional.empty();
                } catch (RuntimeException e) {
                  last[0] = String.valueOf(e.getMessage());
                  return Optional.empty();
                }
              });
      if (answered.isEmpty()) {
        throw new CrinitException(
            "the pods are ready, but the cluster registry does not answer at "
                + known(entry).server()
                + " within "
                + patience
                + ": "
                + last[0]
                + "\nDoes the load balancer let this machine in, and has it found the pods? Run the"
                + " same command again to try once more.");
      }
    }
  }

  private void awaitAggregation() {
    String[] last = {""};
    Optional<Boolean> served =
        patience.await(
            progress,
            () -> {
              try {
                Optional<Boolean> there =
                    host.read("/apis/" + Registry.GROUP + "/v1alpha1/clusters").map(list -> true);
                last[0] = there.isEmpty() ? "the host does not serve clusters" : "";
                return there;
              } catch (RefusedException e) {
                last[0] = String.valueOf(e.getMessage());
                return Optional.empty();
              }
            });
    if (served.isEmpty()) {
      throw new CrinitException(
          "the host does not serve clusters within "
              + patience
              + ": "
              + last[0]
              + condition()
              + "\nCan the host's API server reach the service "
              + registry.namespace()
              + "/"
              + registry.service().name()
              + " (network policies, firewalls, --enable-aggregator-routing)? Run the same command"
              + " again to try once more.");
    }
    progress.done();
  }

  private String condition() {
    try {
      return host.get(registry.apiService())
          .map(found -> "\n  " + registry.apiService() + ": " + available(found))
          .orElse("");
    } catch (RefusedException e) {
      return "";
    }
  }

  private static String available(ObjectNode apiService) {
    String reason = Json.text(apiService, "/status/conditions/0/reason");
    return reason.isEmpty()
        ? "no condition"
        : reason + ": " + Json.text(apiService, "/status/conditions/0/message");
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("an earlier step has not been run");
    }
    return value;
  }
}
