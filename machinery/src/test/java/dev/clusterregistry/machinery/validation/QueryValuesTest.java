package dev.clusterregistry.machinery.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryValuesTest {

  @Test
  void onlyZeroAndFalseAreFalse() {
    assertThat(QueryValues.isTrue("0")).isFalse();
    assertThat(QueryValues.isTrue("FaLse")).isFalse();
    assertThat(QueryValues.isTrue("")).isTrue();
    assertThat(QueryValues.isTrue("no")).isTrue();
    assertThat(QueryValues.isTrue("00")).isTrue();
  }

  @Test
  void integersAreReadAsGoReadsThem() {
    assertThat(QueryValues.parseInt("+5")).isEqualTo(5);
    assertThat(QueryValues.parseInt("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(QueryValues.parseUint("007")).isEqualTo(7);
    assertThat(QueryValues.parseUint("18446744073709551615")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "abc,invalid syntax",
    "'',invalid syntax",
    "-,invalid syntax",
    "1_0,invalid syntax",
    "٣,invalid syntax",
    "9223372036854775808,value out of range",
  })
  void badIntegersAreNamed(String text, String why) {
    assertThatThrownBy(() -> QueryValues.parseInt(text))
        .hasMessage("strconv.ParseInt: parsing \"" + text + "\": " + why);
  }

  @ParameterizedTest
  @CsvSource({
    "abc,invalid syntax",
    "-1,invalid syntax",
    "+1,invalid syntax",
    "18446744073709551616,value out of range",
  })
  void badUnsignedIntegersAreNamed(String text, String why) {
    assertThatThrownBy(() -> QueryValues.parseUint(text))
        .hasMessage("strconv.ParseUint: parsing \"" + text + "\": " + why);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "+0,0",
    "34s,34000000000",
    "3m,180000000000",
    "1h30m,5400000000000",
    "-1.5s,-1500000000",
    ".5ms,500000",
    "1.s,1000000000",
    "2us,2000",
    "2µs,2000",
    "7ns,7",
  })
  void durationsAreReadAsGoReadsThem(String text, long nanoseconds) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanoseconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "never|time: invalid duration \"never\"",
        "``|time: invalid duration \"\"",
        "-|time: invalid duration \"-\"",
        ".s|time: invalid duration \".s\"",
        "5|time: missing unit in duration \"5\"",
        "5x|time: unknown unit \"x\" in duration \"5x\"",
        "9999999999h|time: invalid duration \"9999999999h\"",
      })
  void badDurationsAreNamed(String text, String message) {
    assertThatThrownBy(() -> GoDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
