package dev.clusterregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return line.execute(arguments);
  }

  @Test
  void helpNamesEveryPart() {
    assertThat(run("--help")).isZero();
    for (Suite.Part part : Suite.Part.values()) {
      assertThat(out.toString()).contains(part.name());
    }
  }

  @Test
  void withoutAServerNothingIsMeasured() {
    assertThat(run("--only", "gets")).isEqualTo(2);
    assertThat(out.toString()).contains("--server");
  }

  @Test
  void anUnknownPartIsRefused() {
    assertThat(run("--server", "https://127.0.0.1:1", "--only", "everything")).isEqualTo(2);
    assertThat(out.toString()).contains("everything");
  }
}
