package dev.clusterregistry.machinery.yaml;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** What a scalar means: YAML 1.1 as Go's library reads it. Timestamps stay texts. */
final class YamlScalar {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger UNSIGNED_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final Map<String, JsonNode> WORDS = words();

  private YamlScalar() {}

  private static Map<String, JsonNode> words() {
    Map<String, JsonNode> words = new HashMap<>();
    for (String word : "~ null Null NULL".split(" ")) {
      words.put(word, NullNode.getInstance());
    }
    words.put("", NullNode.getInstance());
    for (String word : "y Y yes Yes YES on On ON true True TRUE".split(" ")) {
      words.put(word, BooleanNode.TRUE);
    }
    for (String word : "n N no No NO off Off OFF false False FALSE".split(" ")) {
      words.put(word, BooleanNode.FALSE);
    }
    return words;
  }

  /**
   * @param tag explicit, or null
   * @param line of the scalar, from 0, for messages
   */
  static JsonNode resolve(String text, @Nullable String tag, boolean plain, int line) {
    if (tag == null || tag.equals("!")) {
      return plain && tag == null ? plain(text) : StringNode.valueOf(text);
    }
    String name = tag.startsWith(STANDARD) ? tag.substring(STANDARD.length()) : "str";
    return switch (name) {
      case "null", "bool", "int", "float" -> {
        JsonNode value = plain(text);
        if (value.isString()) {
          throw new YamlException(
              "yaml: line " + (line + 1) + ": cannot decode !!str `" + text + "` as a !!" + name);
        }
        yield value;
      }
      case "binary" -> binary(text);
      default -> StringNode.valueOf(text);
    };
  }

  private static JsonNode binary(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return StringNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new YamlException("yaml: !!binary value contains invalid base64 data");
    }
  }

  /** Whether a plain scalar of this text would be a text again. */
  static boolean staysText(String text) {
    return plain(text).isString();
  }

  /** The meaning of an unquoted scalar without a tag. */
  static JsonNode plain(String text) {
    JsonNode word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    if (first == '.' || first == '-' || first == '+' || (first >= '0' && first <= '9')) {
      JsonNode number = number(text);
      return number == null ? StringNode.valueOf(text) : number;
    }
    return StringNode.valueOf(text);
  }

  private static @Nullable JsonNode number(String text) {
    switch (text) {
      case ".nan", ".NaN", ".NAN" -> throw new YamlException("json: unsupported value: NaN");
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" ->
          throw new YamlException("json: unsupported value: +Inf");
      case "-.inf", "-.Inf", "-.INF" -> throw new YamlException("json: unsupported value: -Inf");
      default -> {}
    }
    String digits = text.replace("_", "");
    BigInteger integer = integer(digits);
    if (integer != null && fits(integer)) {
      return integer.bitLength() < 64
          ? longNode(integer.longValue())
          : JsonNodeFactory.instance.numberNode(integer);
    }
    if (!FLOAT.matcher(digits).matches()) {
      return null;
    }
    double value = Double.parseDouble(digits);
    // What is too large is a text, as in Go.
    return Double.isInfinite(value) ? null : DoubleNode.valueOf(value);
  }

  private static JsonNode longNode(long value) {
    return value == (int) value
        ? JsonNodeFactory.instance.numberNode((int) value)
        : JsonNodeFactory.instance.numberNode(value);
  }

  private static boolean fits(BigInteger value) {
    return value.signum() < 0
        ? value.compareTo(LONG_MIN) >= 0
        : value.compareTo(LONG_MAX) <= 0 || value.compareTo(UNSIGNED_MAX) <= 0;
  }

  /** Go's ParseInt with base 0: prefixes 0x, 0b, 0o, and a leading zero for octal. */
  private static @Nullable BigInteger integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean twoLetters = radix != 8 || digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
      digits = digits.substring(twoLetters ? 2 : 1);
    }
    if (digits.isEmpty() || digits.length() > 80) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), radix) < 0) {
        return null;
      }
    }
    BigInteger value = new BigInteger(digits, radix);
    return text.startsWith("-") ? value.negate() : value;
  }
}
