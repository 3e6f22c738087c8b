package dev.clusterregistry.apiserver.resource.negotiation;

/** What a client wants to have instead of the object or list itself. */
public sealed interface Transform {

  /** The object as it is. */
  Transform NONE = new None();

  /** Nothing but the object as it is. */
  record None() implements Transform {}

  /**
   * @param version of meta.k8s.io: v1 or v1beta1
   */
  record Table(String version) implements Transform {}

  /**
   * @param version of meta.k8s.io: v1 or v1beta1
   */
  record PartialObject(String version) implements Transform {}

  /**
   * @param version of meta.k8s.io: v1 or v1beta1
   */
  record PartialList(String version) implements Transform {}
}
