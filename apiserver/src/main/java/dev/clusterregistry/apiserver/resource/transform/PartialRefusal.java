package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;

/** Says that the metadata of a list is no object's and the other way round (406). */
public final class PartialRefusal {
  private PartialRefusal() {}

  static StatusException ofList(ServedResource resource) {
    return Statuses.notAcceptable(
        "you requested PartialObjectMetadata, but the requested object is a list ("
            + goType(resource, resource.kind().listKind())
            + ")");
  }

  public static StatusException ofObject(ServedResource resource) {
    return Statuses.notAcceptable(
        "you requested PartialObjectMetadataList, but the requested object is not a list ("
            + goType(resource, resource.kind().kind())
            + ")");
  }

  /** As Go would print the type of a compiled-in kind: its package is called after the group. */
  private static String goType(ServedResource resource, String kind) {
    String group = resource.kind().group();
    int dot = group.indexOf('.');
    return "*" + (dot < 0 ? group : group.substring(0, dot)) + "." + kind;
  }
}
