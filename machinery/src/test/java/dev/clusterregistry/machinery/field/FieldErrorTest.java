package dev.clusterregistry.machinery.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.machinery.json.GoQuote;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class FieldErrorTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final FieldPath PATH = FieldPath.of("spec").child("a").index(0).child("b");

  @Test
  void pathsShowChildrenIndexesAndKeys() {
    assertThat(PATH).hasToString("spec.a[0].b");
    assertThat(FieldPath.of("values").index(2).key("app")).hasToString("values[2][app]");
  }

  @Test
  void everyKindHasItsWords() {
    assertThat(FieldError.required(PATH, "").text()).isEqualTo("spec.a[0].b: Required value");
    assertThat(FieldError.required(PATH, "why").body()).isEqualTo("Required value: why");
    assertThat(FieldError.invalid(PATH, "a\"b", "why").body())
        .isEqualTo("Invalid value: \"a\\\"b\": why");
    assertThat(FieldError.invalid(PATH, -1, "why").body()).isEqualTo("Invalid value: -1: why");
    assertThat(FieldError.invalid(PATH, (String) null, "why").body())
        .isEqualTo("Invalid value: \"null\": why");
    assertThat(FieldError.invalid(PATH, NODES.booleanNode(true), "why").body())
        .isEqualTo("Invalid value: true: why");
    assertThat(FieldError.invalid(PATH, NODES.arrayNode().add("<"), "why").body())
        .isEqualTo("Invalid value: [\"\\u003c\"]: why");
    assertThat(FieldError.notSupported(PATH, "x", List.of("a", "b")).body())
        .isEqualTo("Unsupported value: \"x\": supported values: \"a\", \"b\"");
    assertThat(FieldError.forbidden(PATH, "why").body()).isEqualTo("Forbidden: why");
    assertThat(FieldError.tooLong(PATH, 63).body())
        .isEqualTo("Too long: may not be more than 63 bytes");
    assertThat(FieldError.tooMany(PATH, 7, 5).body())
        .isEqualTo("Too many: 7: must have at most 5 items");
    assertThat(FieldError.duplicate(PATH, NODES.stringNode("x")).body())
        .isEqualTo("Duplicate value: \"x\"");
    assertThat(FieldError.notFound(PATH, "x").body()).isEqualTo("Not found: \"x\"");
    assertThat(FieldError.internal(PATH, "why").body()).isEqualTo("Internal error: why");
    assertThat(FieldError.typeInvalid(PATH, NODES.numberNode(1.5), "why").body())
        .isEqualTo("Invalid value: 1.5: why");
  }

  @Test
  void severalErrorsAreListedOnceEach() {
    FieldError one = FieldError.required(FieldPath.of("a"), "");
    FieldError two = FieldError.forbidden(FieldPath.of("b"), "why");
    assertThat(FieldErrors.text(List.of(one))).isEqualTo("a: Required value");
    assertThat(FieldErrors.text(List.of(one, one))).isEqualTo("a: Required value");
    assertThat(FieldErrors.text(List.of(two, one, two)))
        .isEqualTo("[b: Forbidden: why, a: Required value]");
  }

  @Test
  void quotesAsGo() {
    assertThat(GoQuote.quote("a\"\\\u0007\b\f\n\r\t\u000b"))
        .isEqualTo("\"a\\\"\\\\\\a\\b\\f\\n\\r\\t\\v\"");
    assertThat(GoQuote.quote("\u0000\u001f\u007f\u0080\u00a0\u2028\ufeff\ue000"))
        .isEqualTo("\"\\x00\\x1f\\x7f\\u0080\\u00a0\\u2028\\ufeff\\ue000\"");
    assertThat(GoQuote.quote("é世😀\ufffd<>&'")).isEqualTo("\"é世😀\ufffd<>&'\"");
    assertThat(GoQuote.quote("\udbff\udfff\ud800")).isEqualTo("\"\\U0010ffff\ufffd\"");
  }
}
