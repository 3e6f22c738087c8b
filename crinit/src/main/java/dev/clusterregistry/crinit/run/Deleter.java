package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.host.UnreachableException;
import dev.clusterregistry.crinit.kubeconfig.Kubeconfig;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Carries out the plan of a deletion: all that crinit has made for a registry, nothing else. */
public final class Deleter {
  private static final List<ObjectKind> IN_THE_NAMESPACE =
      List.of(
          ObjectKind.POD_DISRUPTION_BUDGET,
          ObjectKind.DEPLOYMENT,
          ObjectKind.SERVICE,
          ObjectKind.SECRET,
          ObjectKind.PERSISTENT_VOLUME_CLAIM,
          ObjectKind.SERVICE_ACCOUNT);

  private final Host host;
  private final Kubeconfig kubeconfig;
  private final Patience patience;
  private final Progress progress;
  private final boolean ignoreErrors;
  private final boolean force;
  private boolean foundAnything;
  private boolean namespaceGoes;

  /**
   * @param ignoreErrors whether to go on after an error
   * @param force whether to delete also what has the registry's names without crinit's labels
   */
  public Deleter(
      Host host,
      Kubeconfig kubeconfig,
      Patience patience,
      Progress progress,
      boolean ignoreErrors,
      boolean force) {
    this.host = host;
    this.kubeconfig = kubeconfig;
    this.patience = patience;
    this.progress = progress;
    this.ignoreErrors = ignoreErrors;
    this.force = force;
  }

  /**
   * @param wait whether to wait until nothing is left
   */
  public void run(Plan plan, Registry registry, boolean wait) {
    for (Step step : plan.steps()) {
      if (step instanceof Step.AwaitGone && !wait) {
        continue;
      }
      progress.begin(step.title());
      try {
        run(step);
      } catch (CrinitException | RefusedException | UnreachableException e) {
        if (!ignoreErrors) {
          throw e;
        }
        progress.say("error: " + e.getMessage());
      }
    }
    if (!foundAnything) {
      String nothing =
          "there is nothing of a cluster registry \""
              + registry.name()
              + "\" in the kubeconfig, or in namespace "
              + registry.namespace()
              + " of the host cluster";
      if (!ignoreErrors) {
        throw new CrinitException(nothing);
      }
      progress.say("error: " + nothing);
    }
  }

  private void run(Step step) {
    switch (step) {
      case Step.LeaveKubeconfig leave -> leave(leave.registry());
      case Step.Delete delete -> {
        delete.kinds().forEach(kind -> delete(delete.registry(), kind));
        progress.done();
      }
      case Step.DeleteNamespace delete -> namespace(delete.registry());
      case Step.AwaitGone await -> awaitGone(await.registry());
      case Step.Apply ignored -> throw notOfADeletion(step);
      case Step.Expose ignored -> throw notOfADeletion(step);
      case Step.Credentials ignored -> throw notOfADeletion(step);
      case Step.Register ignored -> throw notOfADeletion(step);
      case Step.EnterKubeconfig ignored -> throw notOfADeletion(step);
      case Step.AwaitPods ignored -> throw notOfADeletion(step);
      case Step.AwaitAggregation ignored -> throw notOfADeletion(step);
    }
  }

  private static IllegalStateException notOfADeletion(Step step) {
    return new IllegalStateException("not a step of a deletion: " + step.title());
  }

  private void leave(Registry registry) {
    if (!force && kubeconfig.isForeign(registry.name())) {
      progress.say(
          "The entry "
              + registry.name()
              + " of the kubeconfig is not crinit's and stays (--force removes it).");
      return;
    }
    Kubeconfig.Removed removed = kubeconfig.remove(registry.name());
    foundAnything |= !removed.found().isEmpty();
    progress.done();
    if (removed.wasCurrent()) {
      progress.say(
          "warning: this removed your active context, use \"kubectl config use-context\" to select"
              + " a different one");
    }
  }

  private void delete(Registry registry, ObjectKind kind) {
    for (Reference reference : found(registry, kind)) {
      try {
        foundAnything |= host.delete(reference);
      } catch (RefusedException e) {
        throw new CrinitException("cannot delete " + reference + ": " + e.getMessage(), e);
      }
    }
  }

  private List<Reference> found(Registry registry, ObjectKind kind) {
    List<Reference> references = new ArrayList<>();
    String namespace = kind == ObjectKind.ROLE_BINDING ? "kube-system" : registry.namespace();
    for (ObjectNode one : host.list(kind, namespace, Objects.mark(registry))) {
      if (!kind.namespaced() && !isOfThisNamespace(registry, one)) {
        continue;
      }
      references.add(
          new Reference(
              kind, kind.namespaced() ? namespace : "", Json.text(one, "/metadata/name")));
    }
    if (force) {
      conventional(registry).stream()
          .filter(one -> one.kind() == kind && !references.contains(one))
          .forEach(references::add);
    }
    return references;
  }

  /** An object in no namespace may be of another registry of the same name. */
  private static boolean isOfThisNamespace(Registry registry, ObjectNode object) {
    String subject = Json.text(object, "/subjects/0/namespace");
    String service = Json.text(object, "/spec/service/namespace");
    return (subject.isEmpty() || subject.equals(registry.namespace()))
        && (service.isEmpty() || service.equals(registry.namespace()));
  }

  private static List<Reference> conventional(Registry registry) {
    return List.of(
        registry.apiService(),
        registry.readerBinding(),
        registry.delegatorBinding(),
        registry.deployment(),
        registry.service(),
        registry.credentials(),
        registry.etcdClaim(),
        registry.serviceAccount());
  }

  private void namespace(Registry registry) {
    Reference reference = registry.namespaceObject();
    Optional<ObjectNode> there = host.get(reference);
    if (there.isEmpty()) {
      progress.done();
      return;
    }
    IN_THE_NAMESPACE.forEach(kind -> delete(registry, kind));
    boolean ours = new Objects(host, registry).isOurs(there.get());
    List<String> others = ours ? others(registry) : List.of();
    if (force || (ours && others.isEmpty())) {
      foundAnything |= host.delete(reference);
      namespaceGoes = true;
      progress.done();
      return;
    }
    progress.say(
        ours
            ? "The namespace "
                + registry.namespace()
                + " stays, because there are others in it: "
                + String.join(", ", others)
            : "The namespace " + registry.namespace() + " stays: crinit has not made it.");
  }

  /** Deployments in the namespace that are not the registry's. */
  private List<String> others(Registry registry) {
    return host.list(ObjectKind.DEPLOYMENT, registry.namespace(), Map.of()).stream()
        .map(one -> Json.text(one, "/metadata/name"))
        .filter(name -> !name.equals(registry.deployment().name()))
        .map(name -> "deployments \"" + name + "\"")
        .toList();
  }

  private void awaitGone(Registry registry) {
    Optional<Boolean> gone =
        patience.await(progress, () -> isGone(registry) ? Optional.of(true) : Optional.empty());
    if (gone.isEmpty()) {
      throw new CrinitException(
          registry.namespaceObject()
              + " is not gone within "
              + patience
              + ": something in it has a finalizer that nobody takes off, or an APIService does not"
              + " answer. See kubectl get namespace "
              + registry.namespace()
              + " -o yaml, status.conditions.");
    }
    progress.done();
  }

  private boolean isGone(Registry registry) {
    if (namespaceGoes) {
      return host.get(registry.namespaceObject()).isEmpty();
    }
    return IN_THE_NAMESPACE.stream()
        .allMatch(kind -> host.list(kind, registry.namespace(), Objects.mark(registry)).isEmpty());
  }
}
