package dev.clusterregistry.machinery.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSelectorTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "metadata.name=a|true",
        "metadata.name==a|true",
        "metadata.name!=a|false",
        "metadata.name!=b|true",
        "metadata.name=b|false",
        "metadata.name=a,metadata.name=b|false",
        "metadata.namespace=|true",
        "metadata.namespace=x|false",
        "spec.note=x\\,y\\=z\\\\|true",
        ",,metadata.name=a,|true",
      })
  void comparesFields(String selector, boolean selected) {
    Map<String, String> fields = Map.of("metadata.name", "a", "spec.note", "x,y=z\\");
    assertThat(FieldSelector.parse(selector).matches(fields::get)).isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "foo|invalid selector: 'foo'; can't understand 'foo'",
        "a=b,foo|invalid selector: 'a=b,foo'; can't understand 'foo'",
        "a=\\x|invalid field selector: invalid escape sequence: \\x",
        "a=b\\|invalid field selector: invalid escape sequence: \\",
        "a=b=c|invalid field selector: unescaped character in value: 61",
      })
  void refusesWithKubernetesText(String selector, String message) {
    assertThatThrownBy(() -> FieldSelector.parse(selector)).hasMessage(message);
  }

  @Test
  void nothingEqualToNothingSelectsEverything() {
    assertThat(FieldSelector.parse("=").isEverything()).isTrue();
    assertThat(FieldSelector.parse("!=,==").isEverything()).isTrue();
  }

  @Test
  void unknownFieldsAreRefusedByName() {
    FieldSelector selector = FieldSelector.parse("spec.foo=1");
    assertThatThrownBy(() -> selector.restrictedTo(List.of()))
        .hasMessage(
            "\"spec.foo\" is not a known field selector: only \"metadata.name\","
                + " \"metadata.namespace\"");
    assertThatThrownBy(() -> selector.restrictedTo(List.of("spec.bar")))
        .hasMessage("field label not supported: spec.foo");
    assertThat(selector.restrictedTo(List.of("spec.foo"))).isSameAs(selector);
  }

  @Test
  void aNameCanBeReadOff() {
    assertThat(FieldSelector.parse("metadata.name=a").exactly(FieldSelector.NAME)).isEqualTo("a");
    assertThat(FieldSelector.parse("metadata.name!=a").exactly(FieldSelector.NAME)).isNull();
    assertThat(FieldSelector.EVERYTHING.exactly(FieldSelector.NAME)).isNull();
  }

  @Test
  void selectorsThatSayTheSameAreEqual() {
    FieldSelector selector = FieldSelector.parse("b!=\\,,a=1,a==1");
    assertThat(selector).isEqualTo(FieldSelector.parse("a=1,b!=\\,")).hasToString("a=1,b!=\\,");
    assertThat(FieldSelector.parse(selector.toString())).isEqualTo(selector);
  }
}
