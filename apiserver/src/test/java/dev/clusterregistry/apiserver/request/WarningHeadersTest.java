package dev.clusterregistry.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningHeadersTest {
  @Test
  void quotesAndBackslashesAreEscaped() {
    assertThat(WarningHeaders.of(List.of("unknown field \"a\\b\"")))
        .containsExactly("299 - \"unknown field \\\"a\\\\b\\\"\"");
  }

  @Test
  void whatAHeaderCannotHoldIsLeftOut() {
    assertThat(WarningHeaders.of(List.of("a\nb", "", "c\u0085", "d")))
        .containsExactly("299 - \"d\"");
  }

  @Test
  void aLongWarningThatFitsStaysWhole() {
    String text = "ä".repeat(4096);
    assertThat(WarningHeaders.of(List.of(text))).containsExactly("299 - \"" + text + "\"");
  }

  @Test
  void beyondTheBoundEachIsCutAlsoThoseBefore() {
    String text = "ä".repeat(300);
    assertThat(WarningHeaders.of(List.of(text, "x".repeat(4000), "last")))
        .containsExactly(
            "299 - \"" + "ä".repeat(256) + "\"",
            "299 - \"" + "x".repeat(256) + "\"",
            "299 - \"last\"");
  }

  @Test
  void whatComesAfterTheBoundIsNotWritten() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      texts.add("w".repeat(298) + (10 + i));
    }
    // 13 of 300 fit whole, the fourteenth makes them too much; 16 of 256 are 4096.
    assertThat(WarningHeaders.of(texts)).hasSize(16);
  }
}
