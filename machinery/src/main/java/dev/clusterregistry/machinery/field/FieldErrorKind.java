package dev.clusterregistry.machinery.field;

/** What can be wrong with a field: the words of the message and the reason of a Status cause. */
public enum FieldErrorKind {
  REQUIRED("Required value", "FieldValueRequired", false),
  INVALID("Invalid value", "FieldValueInvalid", true),
  TYPE_INVALID("Invalid value", "FieldValueTypeInvalid", true),
  NOT_SUPPORTED("Unsupported value", "FieldValueNotSupported", true),
  FORBIDDEN("Forbidden", "FieldValueForbidden", false),
  TOO_LONG("Too long", "FieldValueTooLong", false),
  TOO_MANY("Too many", "FieldValueTooMany", true),
  DUPLICATE("Duplicate value", "FieldValueDuplicate", true),
  NOT_FOUND("Not found", "FieldValueNotFound", true),
  INTERNAL("Internal error", "InternalError", false);

  private final String words;
  private final String reason;
  private final boolean showsValue;

  FieldErrorKind(String words, String reason, boolean showsValue) {
    this.words = words;
    this.reason = reason;
    this.showsValue = showsValue;
  }

  String words() {
    return words;
  }

  /** The reason of the cause in a Status. */
  public String reason() {
    return reason;
  }

  boolean showsValue() {
    return showsValue;
  }
}
