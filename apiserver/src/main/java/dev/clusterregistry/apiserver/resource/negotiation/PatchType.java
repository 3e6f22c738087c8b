package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;

/** The kinds of patch that are applied. */
public enum PatchType {
  JSON,
  MERGE,
  STRATEGIC,
  APPLY;

  private static final List<String> ACCEPTED =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml");

  /**
   * By the Content-Type, whose parameters do not count.
   *
   * @throws StatusException 415
   */
  public static PatchType of(ApiRequest request) {
    String header = request.headers().get("Content-Type");
    return switch (header == null ? "" : BodyFormat.withoutParameters(header)) {
      case "application/json-patch+json" -> JSON;
      case "application/merge-patch+json" -> MERGE;
      case "application/strategic-merge-patch+json" -> STRATEGIC;
      case "application/apply-patch+yaml" -> APPLY;
      default -> throw Statuses.unsupportedMediaType(ACCEPTED);
    };
  }
}
