package dev.clusterregistry.machinery.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expected texts are what {@code strconv.Quote} of Go 1.26 prints. */
class GoQuoteTest {
  @Test
  void quotesWhatGoHoldsUnprintable() {
    assertThat(GoQuote.quote("a\"b\\c\n\u0001\u007f\u2028\u00ad"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\x01\\x7f\\u2028\\u00ad\"");
  }

  @Test
  void leavesLettersAndSymbolsAlone() {
    assertThat(GoQuote.quote("ä <&> 😀 \ufffd")).isEqualTo("\"ä <&> 😀 \ufffd\"");
  }

  @Test
  void showsHalfASurrogatePairAsGoDecodesIt() {
    assertThat(GoQuote.quote("\ud800")).isEqualTo("\"\ufffd\"");
  }
}
