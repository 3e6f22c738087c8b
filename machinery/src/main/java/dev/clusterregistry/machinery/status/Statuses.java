package dev.clusterregistry.machinery.status;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldErrors;
import dev.clusterregistry.machinery.json.GoQuote;
import java.util.ArrayList;
import java.util.List;

/**
 * Every failure of the API in the words of kube-apiserver (k8s.io/apimachinery, package
 * api/errors). Each answers an exception to throw.
 */
public final class Statuses {
  private Statuses() {}

  public static StatusException badRequest(String message) {
    return failure(400, "BadRequest", message);
  }

  public static StatusException unauthorized() {
    return failure(401, "Unauthorized", "Unauthorized");
  }

  /**
   * @param name empty if the request is about no single object
   * @param why such as {@code User "jane" cannot list resource …}
   */
  public static StatusException forbidden(GroupResource resource, String name, String why) {
    String subject = name.isEmpty() ? resource.toString() : named(resource, name);
    return failure(
        403, "Forbidden", subject + " is forbidden: " + why, StatusDetails.of(resource, name));
  }

  /** The same, with what programs can tell it by. */
  public static StatusException forbidden(
      GroupResource resource, String name, String why, StatusCause cause) {
    Status plain = forbidden(resource, name, why).status();
    return failure(
        plain.code(),
        plain.reason(),
        plain.message(),
        StatusDetails.of(resource, name).withCauses(List.of(cause)));
  }

  /** A path that is no resource. */
  public static StatusException forbiddenPath(String why) {
    return failure(403, "Forbidden", "forbidden: " + why, StatusDetails.EMPTY);
  }

  public static StatusException notFound(GroupResource resource, String name) {
    return failure(
        404, "NotFound", named(resource, name) + " not found", StatusDetails.of(resource, name));
  }

  /** No such path below the API root. */
  public static StatusException unknownPath() {
    return failure(
        404, "NotFound", "the server could not find the requested resource", StatusDetails.EMPTY);
  }

  /** The path exists, the HTTP method does not. */
  public static StatusException methodNotAllowed() {
    return failure(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        StatusDetails.EMPTY);
  }

  /** A resource that lacks a verb, such as {@code delete}. */
  public static StatusException methodNotSupported(GroupResource resource, String action) {
    return failure(
        405,
        "MethodNotAllowed",
        action + " is not supported on resources of kind " + GoQuote.quote(resource.toString()),
        StatusDetails.of(resource, ""));
  }

  /** Refused by the router: no clause of Accept names a type that is produced. */
  public static StatusException notAcceptable(List<String> available) {
    return failure(
        406,
        "NotAcceptable",
        "406: Not Acceptable\n\nAvailable representations: " + String.join(", ", available),
        StatusDetails.EMPTY);
  }

  /** Refused by the negotiation behind the router. */
  public static StatusException onlyAccepted(List<String> mediaTypes) {
    return notAcceptable(
        "only the following media types are accepted: " + String.join(", ", mediaTypes));
  }

  public static StatusException notAcceptable(String message) {
    return failure(406, "NotAcceptable", message);
  }

  /**
   * @param beingDeleted whether the existing object has a deletionTimestamp
   */
  public static StatusException alreadyExists(
      GroupResource resource, String name, boolean beingDeleted) {
    return failure(
        409,
        "AlreadyExists",
        (beingDeleted ? "object is being deleted: " : "")
            + named(resource, name)
            + " already exists",
        StatusDetails.of(resource, name));
  }

  /** An object with a generateName cannot be created, because its name is taken. */
  public static StatusException generateNameConflict(
      GroupResource resource, String name, boolean beingDeleted) {
    return failure(
        409,
        "AlreadyExists",
        (beingDeleted ? "object is being deleted: " : "")
            + named(resource, name)
            + " already exists, the server was not able to generate a unique name for the object",
        StatusDetails.of(resource, name).withRetryAfter(1));
  }

  public static StatusException conflict(GroupResource resource, String name, String why) {
    return failure(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + named(resource, name) + ": " + why,
        StatusDetails.of(resource, name));
  }

  /** The resourceVersion sent is not the stored one. */
  public static StatusException modified(GroupResource resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** A precondition of a deletion failed; Kubernetes names the kind here, not the resource. */
  public static StatusException preconditionFailed(GroupKind kind, String name, String why) {
    return conflict(new GroupResource(kind.group(), kind.kind()), name, why);
  }

  /** Conflicts of a server-side apply. */
  public static StatusException applyConflict(List<StatusCause> causes, String message) {
    return failure(409, "Conflict", message, StatusDetails.EMPTY.withCauses(causes));
  }

  public static StatusException expired(String message) {
    return failure(410, "Expired", message);
  }

  /** A watch that starts before the retained history. */
  public static StatusException tooOldResourceVersion(long wanted, long oldest) {
    return expired("too old resource version: " + wanted + " (" + oldest + ")");
  }

  /** A request body above the limit. */
  public static StatusException tooLarge(long limitBytes) {
    return entityTooLarge("limit is " + limitBytes);
  }

  public static StatusException entityTooLarge(String why) {
    return failure(413, "RequestEntityTooLarge", "Request entity too large: " + why);
  }

  public static StatusException unsupportedMediaType(List<String> accepted) {
    return failure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + String.join(", ", accepted));
  }

  /**
   * @param name empty if unknown
   * @param errors at least one
   */
  public static StatusException invalid(GroupKind kind, String name, List<FieldError> errors) {
    List<StatusCause> causes = new ArrayList<>(errors.size());
    for (FieldError error : errors) {
      causes.add(StatusCause.of(error));
    }
    return failure(
        422,
        "Invalid",
        kind + " " + GoQuote.quote(name) + " is invalid: " + FieldErrors.text(errors),
        StatusDetails.of(kind, name, List.copyOf(causes)));
  }

  /** A well-formed JSON patch that cannot be applied. */
  public static StatusException unprocessablePatch() {
    return failure(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        StatusDetails.EMPTY);
  }

  public static StatusException tooManyRequests(String message, int retryAfterSeconds) {
    return failure(429, "TooManyRequests", message, StatusDetails.retryAfter(retryAfterSeconds));
  }

  public static StatusException internal(String error) {
    return failure(
        500,
        "InternalError",
        "Internal error occurred: " + error,
        StatusDetails.causedBy(new StatusCause("", error, "")));
  }

  /** An error that Kubernetes passes on unclassified: 500 with an empty reason. */
  public static StatusException unknown500(String message) {
    return failure(500, "", message);
  }

  public static StatusException serverTimeout(GroupResource resource, String operation) {
    return failure(
        500,
        "ServerTimeout",
        "The "
            + operation
            + " operation against "
            + resource
            + " could not be completed at this time, please try again.",
        StatusDetails.of(resource, operation).withRetryAfter(2));
  }

  /**
   * @param retryAfterSeconds 0 for no advice
   */
  public static StatusException serviceUnavailable(String message, int retryAfterSeconds) {
    return retryAfterSeconds == 0
        ? failure(503, "ServiceUnavailable", message)
        : failure(503, "ServiceUnavailable", message, StatusDetails.retryAfter(retryAfterSeconds));
  }

  /** The request's own deadline has passed. */
  public static StatusException timeout() {
    return timeout("request did not complete within the allotted timeout");
  }

  public static StatusException timeout(String why) {
    return failure(504, "Timeout", "Timeout: " + why, StatusDetails.EMPTY);
  }

  /**
   * The resourceVersion asked for is not reached yet.
   *
   * @param retryAfterSeconds 1 where a cache answers, 0 on exact reads
   */
  public static StatusException tooLargeResourceVersion(
      long wanted, long current, int retryAfterSeconds) {
    StatusCause cause =
        new StatusCause("ResourceVersionTooLarge", "Too large resource version", "");
    return failure(
        504,
        "Timeout",
        "Timeout: Too large resource version: " + wanted + ", current: " + current,
        StatusDetails.causedBy(cause).withRetryAfter(retryAfterSeconds));
  }

  private static StatusException failure(int code, String reason, String message) {
    return new StatusException(Status.failure(code, reason, message, null));
  }

  private static StatusException failure(
      int code, String reason, String message, StatusDetails details) {
    return new StatusException(Status.failure(code, reason, message, details));
  }

  private static String named(GroupResource resource, String name) {
    return resource + " " + GoQuote.quote(name);
  }
}
