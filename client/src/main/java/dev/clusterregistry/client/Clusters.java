package dev.clusterregistry.client;

import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What can be done with clusters. Objects given are not changed; what the server answers is new.
 */
public final class Clusters {
  private static final String PATH = "/apis/clusterregistry.k8s.io/v1alpha1/clusters";

  private final KubernetesClient kubernetes;
  private final MixedOperation<Cluster, ClusterList, Resource<Cluster>> operation;

  Clusters(KubernetesClient kubernetes) {
    this.kubernetes = kubernetes;
    this.operation = kubernetes.resources(Cluster.class, ClusterList.class);
  }

  /** Registers a cluster. A name that is taken is answered with 409. */
  public Cluster create(Cluster cluster) {
    return operation.resource(cluster).create();
  }

  /** A cluster by name, if there is one. */
  public Optional<Cluster> get(String name) {
    return Optional.ofNullable(operation.withName(name).get());
  }

  /** All that are selected, in one reply. */
  public List<Cluster> list(Selection selection) {
    return operation.list(selection.options()).getItems();
  }

  /** The selected ones of one revision, page by page; a page is fetched when it is asked for. */
  public Iterator<ClusterList> pages(Selection selection, int size) {
    return new Pages(token -> operation.list(selection.page(size, token)));
  }

  /** The selected ones of one revision, fetched in pages while they are read. */
  public Stream<Cluster> stream(Selection selection, int pageSize) {
    int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pages(selection, pageSize), ordered), false)
        .flatMap(page -> page.getItems().stream());
  }

  /**
   * Replaces everything but the status. With a resourceVersion in it, only if nobody has changed
   * the cluster since (409 otherwise); without one, whatever is there.
   */
  public Cluster update(Cluster cluster) {
    return operation.resource(cluster).update();
  }

  /** Replaces the status and nothing else, under the same condition. */
  public Cluster updateStatus(Cluster cluster) {
    return operation.resource(cluster).updateStatus();
  }

  /** Changes members of a cluster. */
  public Cluster patch(String name, Patch patch) {
    return operation.withName(name).patch(patch.context(), patch.body());
  }

  /** Changes members of a cluster's status. */
  public Cluster patchStatus(String name, Patch patch) {
    return operation.withName(name).subresource("status").patch(patch.context(), patch.body());
  }

  /**
   * Server-side apply: makes the cluster what this says, creates it if need be, and takes away what
   * this manager applied before and no longer says. What another manager owns is a conflict (409).
   *
   * @param manager who says so, such as the program's name
   */
  public Cluster apply(Cluster cluster, String manager) {
    return operation.resource(cluster).patch(applying(manager, false));
  }

  /** The same, but takes over what others own. */
  public Cluster forceApply(Cluster cluster, String manager) {
    return operation.resource(cluster).patch(applying(manager, true));
  }

  /** Applies a status: each manager owns the conditions that it applies. */
  public Cluster applyStatus(Cluster cluster, String manager) {
    return operation
        .resource(cluster)
        .subresource("status")
        .patch(applying(manager, false), cluster);
  }

  private static PatchContext applying(String manager, boolean force) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(force)
        .build();
  }

  /** Removes a cluster; false if there was none. */
  public boolean delete(String name) {
    return !operation.withName(name).delete().isEmpty();
  }

  /**
   * Removes a cluster if it is still the one that was read: same uid and resourceVersion.
   *
   * @param cluster as the server answered it
   */
  public boolean deleteUnchanged(Cluster cluster) {
    String revision = Objects.requireNonNull(cluster.getMetadata().getResourceVersion());
    return !operation.resource(cluster).lockResourceVersion(revision).delete().isEmpty();
  }

  /** Removes all that are selected, in one request. */
  public void deleteAll(Selection selection) {
    kubernetes.raw(PATH + selection.query(), "DELETE", null);
  }

  /**
   * Calls the watcher for each change from now on; what is there already comes first, as additions.
   * Broken connections are made anew without loss; when the server no longer has the history, the
   * watcher is closed with an exception, and whoever wants to go on lists again: {@link #informer}
   * does all that.
   */
  public Watch watch(Selection selection, Watcher<Cluster> watcher) {
    return operation.watch(selection.options(), watcher);
  }

  /** The same from a revision on, such as that of a list; nothing comes first. */
  public Watch watch(Selection selection, String resourceVersion, Watcher<Cluster> watcher) {
    var options = selection.options();
    options.setResourceVersion(resourceVersion);
    return operation.watch(options, watcher);
  }

  /** A copy of the selected clusters that follows the server. Not started yet. */
  public ClusterInformer informer(Selection selection) {
    return new ClusterInformer(selection.of(operation).runnableInformer(0));
  }

  /** fabric8's own operations, for what this class does not have. */
  public MixedOperation<Cluster, ClusterList, Resource<Cluster>> operation() {
    return operation;
  }
}
