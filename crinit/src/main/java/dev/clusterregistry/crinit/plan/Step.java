package dev.clusterregistry.crinit.plan;

import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.ObjectKind;
import java.util.List;

/** One thing to do. What it is called is shown while it is done. */
public sealed interface Step {
  String title();

  /** Sees to it that the objects are as given. */
  record Apply(String title, List<KubernetesObject> objects) implements Step {}

  /** The same for the service; then waits until it has an address. */
  record Expose(String title, KubernetesObject service, Exposure exposure) implements Step {}

  /** Makes certificates and secrets for the service's addresses, or keeps those that fit. */
  record Credentials(String title, Settings settings, List<KubernetesObject> objects)
      implements Step {}

  /** Tells the host's aggregation layer about the registry. */
  record Register(String title, Registry registry) implements Step {}

  /** Enters the registry into the user's kubeconfig. */
  record EnterKubeconfig(String title, Settings settings) implements Step {}

  /** Waits for the pods, and for an answer where one can be had. */
  record AwaitPods(String title, Settings settings) implements Step {}

  /** Waits until the host serves clusters. */
  record AwaitAggregation(String title) implements Step {}

  /** Takes the registry out of the user's kubeconfig. */
  record LeaveKubeconfig(String title, Registry registry) implements Step {}

  /** Deletes the registry's objects of some kinds, wherever they are. */
  record Delete(String title, Registry registry, List<ObjectKind> kinds) implements Step {}

  /** Deletes the namespace if it was made for the registry, else the registry's objects in it. */
  record DeleteNamespace(String title, Registry registry) implements Step {}

  /** Waits until nothing is left. */
  record AwaitGone(String title, Registry registry) implements Step {}
}
