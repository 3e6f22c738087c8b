package dev.clusterregistry.tests.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.clusterregistry.command.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** Runs the program's commands in this process. */
final class Tool {
  private Tool() {}

  /** What a command printed, standard error behind standard output. */
  static String run(int exitCode, String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    int code;
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      System.setErr(new PrintStream(complained, true, UTF_8));
      code = Program.run(words);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    String text = printed.toString(UTF_8) + complained.toString(UTF_8);
    assertThat(code).as("%s: %s", String.join(" ", words), text).isEqualTo(exitCode);
    assertThat(text).doesNotContain("Exception", "\tat ");
    return text;
  }
}
