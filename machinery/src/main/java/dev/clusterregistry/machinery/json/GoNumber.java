package dev.clusterregistry.machinery.json;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** The text of a JSON number as Go's {@code json.Marshal} writes an int64 or a float64. */
public final class GoNumber {
  private GoNumber() {}

  /** Text of a number node; integers of any size are written out in full. */
  public static String text(JsonNode number) {
    return switch (number.numberType()) {
      case INT, LONG, BIG_INTEGER -> number.asString();
      case FLOAT, DOUBLE, BIG_DECIMAL -> text(number.doubleValue());
    };
  }

  /** Shortest decimal that reads back as the value; an exponent below 1e-6 and from 1e21 on. */
  public static String text(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= 1e-6 && size < 1e21) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    StringBuilder out = new StringBuilder(24);
    if (value < 0) {
      out.append('-');
    }
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    return out.append(exponent < 0 ? "e-" : "e+").append(Math.abs(exponent)).toString();
  }
}
