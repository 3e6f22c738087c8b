package dev.clusterregistry.crinit.plan;

import static dev.clusterregistry.crinit.object.ObjectKind.API_SERVICE;
import static dev.clusterregistry.crinit.object.ObjectKind.CLUSTER_ROLE;
import static dev.clusterregistry.crinit.object.ObjectKind.CLUSTER_ROLE_BINDING;
import static dev.clusterregistry.crinit.object.ObjectKind.ROLE_BINDING;

import dev.clusterregistry.crinit.object.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What there is to do, in order. */
public record Plan(List<Step> steps) {

  /** To deploy a registry, or to bring one up to its settings. */
  public static Plan init(Settings settings) {
    Registry registry = settings.registry();
    boolean aggregated = settings.mode() == Mode.AGGREGATED;
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step.Apply(
            "Creating a namespace " + registry.namespace() + " for the cluster registry",
            List.of(RegistryObjects.namespace(registry))));
    steps.add(
        new Step.Expose(
            "Creating cluster registry API server service",
            RegistryObjects.service(registry, settings.exposure()),
            settings.exposure()));
    steps.add(
        new Step.Credentials(
            "Creating cluster registry objects (credentials, persistent volume claim)",
            settings,
            RegistryObjects.kept(settings)));
    if (aggregated) {
      steps.add(
          new Step.Apply("Creating RBAC objects", Rbac.objects(registry, settings.userRoles())));
    }
    steps.add(new Step.Apply("Creating cluster registry deployment", Deployment.objects(settings)));
    if (aggregated) {
      steps.add(new Step.Register("Creating cluster registry Kubernetes API Service", registry));
    }
    steps.add(new Step.EnterKubeconfig("Updating kubeconfig", settings));
    steps.add(
        new Step.AwaitPods("Waiting for the cluster registry API server to come up", settings));
    if (aggregated) {
      steps.add(
          new Step.AwaitAggregation(
              "Waiting for the cluster registry API to be available via the aggregator"));
    }
    return new Plan(List.copyOf(steps));
  }

  /** To delete all that {@link #init} made. */
  public static Plan delete(Mode mode, Registry registry) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.LeaveKubeconfig("Delete kubeconfig entry " + registry.name(), registry));
    if (mode == Mode.AGGREGATED) {
      steps.add(
          new Step.Delete(
              "Deleting cluster registry Kubernetes API Service", registry, List.of(API_SERVICE)));
      steps.add(
          new Step.Delete(
              "Deleting RBAC objects",
              registry,
              List.of(ROLE_BINDING, CLUSTER_ROLE_BINDING, CLUSTER_ROLE)));
    }
    steps.add(
        new Step.DeleteNamespace(
            "Deleting cluster registry namespace " + registry.namespace(), registry));
    steps.add(new Step.AwaitGone("Waiting for the cluster registry to be deleted", registry));
    return new Plan(List.copyOf(steps));
  }

  /** All objects, as they are with what is known of them. */
  public List<KubernetesObject> objects(Facts facts) {
    return steps.stream().flatMap(step -> objects(step, facts)).toList();
  }

  private static Stream<KubernetesObject> objects(Step step, Facts facts) {
    return switch (step) {
      case Step.Apply apply -> apply.objects().stream();
      case Step.Expose expose -> Stream.of(expose.service());
      case Step.Credentials credentials ->
          Stream.concat(
              RegistryObjects.secrets(credentials.settings().registry(), facts).stream(),
              credentials.objects().stream());
      case Step.Register register ->
          Stream.of(RegistryObjects.apiService(register.registry(), facts));
      case Step.EnterKubeconfig ignored -> Stream.empty();
      case Step.AwaitPods ignored -> Stream.empty();
      case Step.AwaitAggregation ignored -> Stream.empty();
      case Step.LeaveKubeconfig ignored -> Stream.empty();
      case Step.Delete ignored -> Stream.empty();
      case Step.DeleteNamespace ignored -> Stream.empty();
      case Step.AwaitGone ignored -> Stream.empty();
    };
  }
}
