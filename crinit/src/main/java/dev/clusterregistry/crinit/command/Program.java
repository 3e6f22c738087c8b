package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.RefusedException;
import dev.clusterregistry.crinit.host.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line and answers with its exit code. */
public final class Program {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Program() {}

  public static int run(Console console, String... arguments) {
    String[] words = withDashes(console, arguments);
    CommandLine commandLine = RootCommand.commandLine(console, words);
    commandLine.setOut(console.out());
    commandLine.setErr(console.err());
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setAbbreviatedOptionsAllowed(false);
    commandLine.setParameterExceptionHandler((problem, given) -> wrongUsage(problem));
    commandLine.setExecutionExceptionHandler(
        (problem, command, result) -> failed(problem, command));
    return commandLine.execute(words);
  }

  /** Flags with underscores are an old form of those with dashes. */
  private static String[] withDashes(Console console, String... words) {
    List<String> rewritten = new ArrayList<>();
    for (String word : words) {
      int end = word.indexOf('=') < 0 ? word.length() : word.indexOf('=');
      String name = word.substring(0, end);
      if (!word.startsWith("--") || name.indexOf('_') < 0) {
        rewritten.add(word);
        continue;
      }
      String dashed = name.replace('_', '-');
      console
          .err()
          .println(
              "Warning: "
                  + name.substring(2)
                  + " is DEPRECATED and will be removed in a future version. Use "
                  + dashed.substring(2)
                  + " instead.");
      rewritten.add(dashed + word.substring(end));
    }
    return rewritten.toArray(String[]::new);
  }

  private static int wrongUsage(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    command.getErr().println("Error: " + describe(problem, command));
    return WRONG_USAGE;
  }

  private static String describe(ParameterException problem, CommandLine command) {
    String help = " (see " + command.getCommandSpec().qualifiedName() + " --help)";
    return switch (problem) {
      case UnmatchedArgumentException unmatched ->
          unknown(unmatched.getUnmatched().getFirst(), command) + help;
      case MissingParameterException missing -> firstLine(missing.getMessage()) + help;
      case OverwrittenOptionException twice -> firstLine(twice.getMessage());
      default -> firstLine(problem.getMessage());
    };
  }

  private static String unknown(String word, CommandLine command) {
    return word.startsWith("-")
        ? "unknown flag: " + word
        : "unknown command \""
            + word
            + "\" for \""
            + command.getCommandSpec().qualifiedName()
            + "\"";
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  private static int failed(Exception problem, CommandLine command) {
    String message =
        switch (problem) {
          case CrinitException known -> known.getMessage();
          case RefusedException refused ->
              "the host cluster refuses (" + refused.code() + "): " + refused.getMessage();
          case UnreachableException unreachable -> unreachable.getMessage();
          default -> defect(problem);
        };
    command.getErr().println("Error: " + message);
    return FAILED;
  }

  private static String defect(Exception problem) {
    StackTraceElement[] trace = problem.getStackTrace();
    return "this is a defect of crinit, please report it with this line: "
        + problem.toString().lines().findFirst().orElse("")
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
