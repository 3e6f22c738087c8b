package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoNumber;
import dev.clusterregistry.machinery.json.GoQuote;
import java.math.BigDecimal;
import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/**
 * A value that tells list items apart. Numbers are equal if their Go texts are.
 *
 * @param text what a string says, or the JSON of anything else
 */
record Scalar(Kind kind, String text) implements Comparable<Scalar> {
  enum Kind {
    NUMBER,
    STRING,
    BOOLEAN,
    OTHER
  }

  private static final Comparator<Scalar> ORDER =
      Comparator.comparing(Scalar::kind).thenComparing(Scalar::compareTexts);

  static Scalar of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new Scalar(Kind.STRING, node.stringValue());
      case NUMBER -> new Scalar(Kind.NUMBER, GoNumber.text(node));
      case BOOLEAN -> new Scalar(Kind.BOOLEAN, node.asString());
      case OBJECT, ARRAY, NULL, MISSING, BINARY, POJO -> new Scalar(Kind.OTHER, GoJson.text(node));
    };
  }

  /** As JSON, for the keys of fieldsV1. */
  void appendJson(StringBuilder out) {
    if (kind == Kind.STRING) {
      GoJson.appendString(out, text);
    } else {
      out.append(text);
    }
  }

  @Override
  public int compareTo(Scalar other) {
    return ORDER.compare(this, other);
  }

  private static int compareTexts(Scalar left, Scalar right) {
    return left.kind == Kind.NUMBER && right.kind == Kind.NUMBER
        ? new BigDecimal(left.text).compareTo(new BigDecimal(right.text))
        : left.text.compareTo(right.text);
  }

  /** As in messages: strings Go-quoted. */
  @Override
  public String toString() {
    return kind == Kind.STRING ? GoQuote.quote(text) : text;
  }
}
