package dev.clusterregistry.store.etcd;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a failed call means for whoever made it. */
enum Trouble {
  /** Certainly not applied; another member, or a moment later, may be luckier. */
  REFUSED,
  /** It may have been applied. */
  AMBIGUOUS,
  /** Who we are has to be said anew. */
  CREDENTIALS,
  /** Certainly not applied; etcd takes nothing until there is room. */
  NO_SPACE,
  /** The revision asked for is compacted away. */
  COMPACTED,
  /** The revision asked for has never been. */
  FUTURE,
  /** Certainly not applied, and will not be. */
  REJECTED;

  /** As one puts another's text into its own, with {@code toString}. */
  private static final Pattern EXCEPTION =
      Pattern.compile("(?:\\w+\\.)+[\\w$]+(?:Exception|Error): ");

  static Trouble of(StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String text = text(status);
    if (text.contains("database space exceeded")) {
      return NO_SPACE;
    }
    if (text.contains("required revision has been compacted")) {
      return COMPACTED;
    }
    if (text.contains("required revision is a future revision")) {
      return FUTURE;
    }
    if (text.contains("invalid auth token")
        || text.contains("user name is empty")
        || text.contains("revision of auth store is old")) {
      return CREDENTIALS;
    }
    // Both are said before anything is proposed.
    if (text.endsWith("no leader") || text.contains("too many requests")) {
      return REFUSED;
    }
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, INTERNAL, ABORTED, DATA_LOSS, OK ->
          AMBIGUOUS;
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          UNAUTHENTICATED ->
          REJECTED;
    };
  }

  /** In one line, without names of classes. */
  static String text(StatusRuntimeException failure) {
    return text(failure.getStatus());
  }

  static String text(Status status) {
    String description = status.getDescription();
    String what = description == null ? status.getCode().name() : firstLine(description);
    Throwable cause = status.getCause();
    // Of TLS, only the second one says what is wrong.
    return cause == null ? what : with(with(what, cause), cause.getCause());
  }

  private static String with(String text, @Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return message == null || text.contains(firstLine(message))
        ? text
        : text + ": " + firstLine(message);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return EXCEPTION.matcher(line).replaceAll("");
  }
}
