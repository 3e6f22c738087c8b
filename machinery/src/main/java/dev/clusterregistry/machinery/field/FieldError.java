package dev.clusterregistry.machinery.field;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that is wrong with one field, rendered as Kubernetes' {@code field.Error}.
 *
 * @param field rendered path; {@code <nil>} where Kubernetes has none
 * @param value rendered bad value (a Go-quoted string, a bare number, JSON), empty for kinds that
 *     do not show it
 * @param detail may be empty
 */
public record FieldError(FieldErrorKind kind, String field, String value, String detail) {

  public static FieldError required(FieldPath path, String detail) {
    return new FieldError(FieldErrorKind.REQUIRED, path.toString(), "", detail);
  }

  public static FieldError invalid(FieldPath path, @Nullable String value, String detail) {
    return new FieldError(FieldErrorKind.INVALID, path.toString(), quoted(value), detail);
  }

  public static FieldError invalid(FieldPath path, long value, String detail) {
    return new FieldError(FieldErrorKind.INVALID, path.toString(), Long.toString(value), detail);
  }

  public static FieldError invalid(FieldPath path, JsonNode value, String detail) {
    return new FieldError(FieldErrorKind.INVALID, path.toString(), rendered(value), detail);
  }

  public static FieldError typeInvalid(FieldPath path, JsonNode value, String detail) {
    return new FieldError(FieldErrorKind.TYPE_INVALID, path.toString(), rendered(value), detail);
  }

  /** The supported values are listed in the order given. */
  public static FieldError notSupported(FieldPath path, String value, List<String> supported) {
    return new FieldError(
        FieldErrorKind.NOT_SUPPORTED, path.toString(), GoQuote.quote(value), oneOf(supported));
  }

  public static FieldError notSupported(FieldPath path, JsonNode value, List<String> supported) {
    return new FieldError(
        FieldErrorKind.NOT_SUPPORTED, path.toString(), rendered(value), oneOf(supported));
  }

  public static FieldError forbidden(FieldPath path, String detail) {
    return new FieldError(FieldErrorKind.FORBIDDEN, path.toString(), "", detail);
  }

  public static FieldError tooLong(FieldPath path, int bytes) {
    String detail = "may not be more than " + bytes + (bytes == 1 ? " byte" : " bytes");
    return new FieldError(FieldErrorKind.TOO_LONG, path.toString(), "", detail);
  }

  public static FieldError tooMany(FieldPath path, int actual, int items) {
    String detail = "must have at most " + items + (items == 1 ? " item" : " items");
    return new FieldError(
        FieldErrorKind.TOO_MANY, path.toString(), Integer.toString(actual), detail);
  }

  public static FieldError duplicate(FieldPath path, JsonNode value) {
    return new FieldError(FieldErrorKind.DUPLICATE, path.toString(), rendered(value), "");
  }

  public static FieldError notFound(FieldPath path, String value) {
    return new FieldError(FieldErrorKind.NOT_FOUND, path.toString(), GoQuote.quote(value), "");
  }

  public static FieldError internal(FieldPath path, String error) {
    return new FieldError(FieldErrorKind.INTERNAL, path.toString(), "", error);
  }

  /** What is wrong, without the field: the message of a Status cause. */
  public String body() {
    String body = kind.showsValue() ? kind.words() + ": " + value : kind.words();
    return detail.isEmpty() ? body : body + ": " + detail;
  }

  /** Field and body: the error's text in a Status message. */
  public String text() {
    return field + ": " + body();
  }

  private static String oneOf(List<String> supported) {
    StringBuilder out = new StringBuilder("supported values: ");
    for (int i = 0; i < supported.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      GoQuote.append(out, supported.get(i));
    }
    return out.toString();
  }

  private static String quoted(@Nullable String value) {
    return GoQuote.quote(value == null ? "null" : value);
  }

  private static String rendered(JsonNode value) {
    if (value.isString() || value.isNull()) {
      return quoted(value.isNull() ? null : value.stringValue());
    }
    return GoJson.text(value);
  }
}
