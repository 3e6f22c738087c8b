package dev.clusterregistry.machinery.json;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON into a tree without a schema, as Kubernetes' kjson: Go's syntax and messages, whole
 * numbers that fit as longs, others as doubles, invalid UTF-8 as U+FFFD, the last of duplicate
 * members wins and each further one is reported. Needs no stack for nesting.
 *
 * <p>Longer than others here, because it is one automaton: position, open containers and messages
 * belong to every step, and parts of it would only hand them to and fro.
 */
public final class GoJsonReader {
  /** As in Go and Kubernetes. */
  private static final int DEEPEST = 10_000;

  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger SHORTEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A container that is being filled; a name waits for its value in an object. */
  private static final class Open {
    final JsonNode container;
    String name = "";

    Open(JsonNode container) {
      this.container = container;
    }
  }

  private final String text;
  private final Consumer<String> problems;
  private final @Nullable Set<String> itemMembers;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Set<String> reported = new HashSet<>();
  private int position;

  private GoJsonReader(String text, Consumer<String> problems, @Nullable Set<String> itemMembers) {
    this.text = text;
    this.problems = problems;
    this.itemMembers = itemMembers;
  }

  /**
   * Reads one value and nothing but blanks behind it.
   *
   * @param duplicates told {@code duplicate field "spec.a[0].b"} once per repeated path
   * @throws GoJsonException if it is no JSON or too deep
   */
  public static JsonNode read(byte[] json, Consumer<String> duplicates) throws GoJsonException {
    return new GoJsonReader(decoded(json), duplicates, null).document();
  }

  /**
   * Reads a list of objects that have certain members only, or whatever else is there.
   *
   * @param members the others are reported as unknown, and not as duplicates
   * @param problems told {@code duplicate field "[0].a"} and {@code unknown field "[0].b"}, in
   *     document order, once each
   * @throws GoJsonException if it is no JSON or too deep
   */
  public static JsonNode readItems(byte[] json, Set<String> members, Consumer<String> problems)
      throws GoJsonException {
    return new GoJsonReader(decoded(json), problems, members).document();
  }

  private static String decoded(byte[] json) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    CharBuffer out = CharBuffer.allocate(json.length);
    decoder.decode(ByteBuffer.wrap(json), out, true);
    decoder.flush(out);
    return out.flip().toString();
  }

  private JsonNode document() throws GoJsonException {
    JsonNode value = value("looking for beginning of value");
    while (!open.isEmpty()) {
      value = next();
    }
    blanks();
    if (position < text.length()) {
      throw unexpected("after top-level value");
    }
    return value;
  }

  /** Goes on in the innermost container: reads its next member or closes it. */
  private JsonNode next() throws GoJsonException {
    Open inner = open.getLast();
    boolean object = inner.container.isObject();
    boolean first = inner.container.isEmpty();
    char c = peek();
    if (c == (object ? '}' : ']')) {
      position++;
      open.removeLast();
      return inner.container;
    }
    if (!first) {
      if (c != ',') {
        throw unexpected(object ? "after object key:value pair" : "after array element");
      }
      position++;
      peek();
    }
    if (object) {
      name(inner);
    }
    return attach(inner, value("looking for beginning of value"));
  }

  private void name(Open object) throws GoJsonException {
    if (peek() != '"') {
      throw unexpected("looking for beginning of object key string");
    }
    object.name = string();
    if (isItem() && itemMembers != null && !itemMembers.contains(object.name)) {
      report("unknown");
    } else if (object.container.has(object.name)) {
      report("duplicate");
    }
    if (peek() != ':') {
      throw unexpected("after object key");
    }
    position++;
  }

  /** Whether the innermost container is an item of the list that is the document. */
  private boolean isItem() {
    return open.size() == 2 && open.getFirst().container.isArray();
  }

  private void report(String what) {
    String problem = what + " field " + GoQuote.quote(path());
    if (reported.add(problem)) {
      problems.accept(problem);
    }
  }

  private static JsonNode attach(Open parent, JsonNode value) {
    switch (parent.container) {
      case ObjectNode object -> object.set(parent.name, value);
      case ArrayNode array -> array.add(value);
      default -> throw new IllegalStateException("not a container");
    }
    return parent.container;
  }

  /** A scalar, or a container that is now open. */
  private JsonNode value(String context) throws GoJsonException {
    char c = peek();
    switch (c) {
      case '{':
        return opened(NODES.objectNode());
      case '[':
        return opened(NODES.arrayNode());
      case '"':
        return NODES.stringNode(string());
      case 't':
        word("true");
        return NODES.booleanNode(true);
      case 'f':
        word("false");
        return NODES.booleanNode(false);
      case 'n':
        word("null");
        return NODES.nullNode();
      default:
        if (c == '-' || isDigit(c)) {
          return number();
        }
        throw unexpected(context);
    }
  }

  private JsonNode opened(JsonNode container) throws GoJsonException {
    position++;
    open.addLast(new Open(container));
    if (open.size() > DEEPEST) {
      throw new GoJsonException("exceeded max depth");
    }
    return container;
  }

  private void word(String word) throws GoJsonException {
    for (int i = 0; i < word.length(); i++, position++) {
      if (position == text.length()) {
        throw ended();
      }
      if (text.charAt(position) != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting " + goRune(word.charAt(i)) + ")");
      }
    }
  }

  private JsonNode number() throws GoJsonException {
    int start = position;
    boolean whole = true;
    if (text.charAt(position) == '-') {
      position++;
    }
    if (at('0')) {
      position++;
    } else {
      digits("in numeric literal");
    }
    if (at('.')) {
      whole = false;
      position++;
      digits("after decimal point in numeric literal");
    }
    if (at('e') || at('E')) {
      whole = false;
      position++;
      if (at('+') || at('-')) {
        position++;
      }
      digits("in exponent of numeric literal");
    }
    return number(text.substring(start, position), whole);
  }

  private static JsonNode number(String digits, boolean whole) throws GoJsonException {
    if (whole && !digits.equals("-0")) {
      if (digits.length() < 19) {
        return NODES.numberNode(Long.parseLong(digits));
      }
      if (digits.length() < 25) {
        BigInteger value = new BigInteger(digits);
        if (value.compareTo(LONGEST) <= 0 && value.compareTo(SHORTEST) >= 0) {
          return NODES.numberNode(value.longValue());
        }
      }
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new GoJsonException(
          "json: cannot unmarshal number " + digits + " into Go value of type float64");
    }
    return NODES.numberNode(value);
  }

  private void digits(String context) throws GoJsonException {
    if (position == text.length()) {
      throw ended();
    }
    if (!isDigit(text.charAt(position))) {
      throw unexpected(context);
    }
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
  }

  private String string() throws GoJsonException {
    int start = ++position;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '"') {
        return text.substring(start, position++);
      }
      if (c == '\\') {
        return escapedString(start);
      }
      if (c < 0x20) {
        throw unexpected("in string literal");
      }
      position++;
    }
    throw ended();
  }

  private String escapedString(int start) throws GoJsonException {
    StringBuilder out = new StringBuilder(64).append(text, start, position);
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c < 0x20) {
        throw unexpected("in string literal");
      }
      position++;
      if (c == '"') {
        return out.toString();
      }
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
    throw ended();
  }

  private void escape(StringBuilder out) throws GoJsonException {
    if (position == text.length()) {
      throw ended();
    }
    switch (text.charAt(position++)) {
      case '"' -> out.append('"');
      case '\\' -> out.append('\\');
      case '/' -> out.append('/');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> unicode(out);
      default -> {
        position--;
        throw unexpected("in string escape code");
      }
    }
  }

  /** A hexadecimal escape; half a surrogate pair becomes U+FFFD. */
  private void unicode(StringBuilder out) throws GoJsonException {
    char unit = hexadecimal();
    if (!Character.isSurrogate(unit)) {
      out.append(unit);
      return;
    }
    if (Character.isHighSurrogate(unit) && text.startsWith("\\u", position)) {
      int before = position;
      position += 2;
      char low = hexadecimal();
      if (Character.isLowSurrogate(low)) {
        out.append(unit).append(low);
        return;
      }
      position = before;
    }
    out.append('\ufffd');
  }

  private char hexadecimal() throws GoJsonException {
    int value = 0;
    for (int i = 0; i < 4; i++, position++) {
      if (position == text.length()) {
        throw ended();
      }
      int digit = hexadecimalDigit(text.charAt(position));
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private static int hexadecimalDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private char peek() throws GoJsonException {
    blanks();
    if (position == text.length()) {
      throw ended();
    }
    return text.charAt(position);
  }

  private void blanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return;
      }
      position++;
    }
  }

  private boolean at(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (Open step : open) {
      if (step.container.isArray()) {
        path.append('[').append(step.container.size() - 1).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.name);
      }
    }
    return path.toString();
  }

  private static GoJsonException ended() {
    return new GoJsonException("unexpected end of JSON input");
  }

  private GoJsonException unexpected(String context) {
    return new GoJsonException(
        "invalid character " + goRune(text.charAt(position)) + " " + context);
  }

  /** A character in single quotes; Go's messages speak of bytes, so that é shows as Ã. */
  private static String goRune(char c) {
    if (c == '\'') {
      return "'\\''";
    }
    if (c == '"') {
      return "'\"'";
    }
    char shown = c < 0x80 ? c : (char) (c < 0x800 ? 0xc0 | c >> 6 : 0xe0 | c >> 12);
    String quoted = GoQuote.quote(Character.toString(shown));
    return "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }
}
