package dev.clusterregistry.clusterregistry.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class DefectTest {

  @Command(name = "broken")
  private static final class Broken implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new IllegalStateException("first line\nsecond line");
    }
  }

  @Test
  void anUnforeseenExceptionIsOneLineThatNamesItsPlace() {
    StringWriter err = new StringWriter();
    CommandLine commandLine = Program.commandLine(new Broken()).setErr(new PrintWriter(err));
    assertThat(commandLine.execute()).isEqualTo(1);
    assertThat(err.toString().strip())
        .startsWith("Error: this is a defect of clusterregistry, please report it with this line:")
        .contains("java.lang.IllegalStateException: first line at dev.clusterregistry.")
        .contains("DefectTest.java:")
        .hasLineCount(1);
  }

  @Test
  void anErrorWithoutAPlaceOfOursIsALineToo() {
    Error error = new NoClassDefFoundError("some/Type");
    error.setStackTrace(new StackTraceElement[0]);
    assertThat(Defect.line(error)).endsWith("java.lang.NoClassDefFoundError: some/Type");
  }
}
