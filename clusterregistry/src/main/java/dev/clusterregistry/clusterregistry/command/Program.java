package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.logging.LogFormat;
import dev.clusterregistry.clusterregistry.logging.Logs;
import dev.clusterregistry.clusterregistry.server.RegistryServer;
import dev.clusterregistry.store.StoreException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line and answers with its exit code. */
public final class Program {
  private static final String STANDALONE = "standalone";
  private static final String AGGREGATED = "aggregated";
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Program() {}

  public static int run(String... arguments) {
    try {
      return execute(arguments);
    } catch (Error defect) { // else the threads that run already would keep the process alive
      System.err.println(Defect.line(defect));
      return FAILED;
    }
  }

  private static int execute(String... arguments) {
    return switch (arguments.length == 0 ? "" : arguments[0]) {
      case STANDALONE -> {
        warmUp();
        yield serve(standalone(), arguments);
      }
      case AGGREGATED -> {
        warmUp();
        yield serve(aggregated(), arguments);
      }
      default -> commandLine(new RootCommand()).execute(arguments);
    };
  }

  private static void warmUp() {
    Logs.configure(LogFormat.TEXT, 0); // until the flags are known
    RegistryServer.warmUp();
  }

  private static int serve(CommandLine commandLine, String... arguments) {
    PrintWriter err = commandLine.getErr();
    try {
      String[] flags = Arrays.copyOfRange(arguments, 1, arguments.length);
      return commandLine.execute(new Arguments(Flags.names(commandLine), err).rewrite(flags));
    } catch (ProgramException e) {
      err.println("Error: " + e.getMessage());
      return WRONG_USAGE;
    }
  }

  /** Without the other commands, whose description would take time at every start. */
  static CommandLine standalone() {
    return server(new StandaloneCommand(), STANDALONE);
  }

  static CommandLine aggregated() {
    return server(new AggregatedCommand(), AGGREGATED);
  }

  /** As with Kubernetes' servers, the last of several values wins: wrappers append their flags. */
  private static CommandLine server(Object command, String name) {
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // else a value that loses is told
    return commandLine(command)
        .setCommandName("clusterregistry " + name)
        .setOverwrittenOptionsAllowed(true);
  }

  static CommandLine commandLine(Object program) {
    CommandLine commandLine = new CommandLine(program);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setAbbreviatedOptionsAllowed(false);
    FlagSection.show(commandLine);
    commandLine.setParameterExceptionHandler((problem, words) -> wrongUsage(problem));
    commandLine.setExecutionExceptionHandler(
        (problem, command, result) -> failed(problem, command));
    return commandLine;
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
      case MissingParameterException missing -> Flags.firstLine(missing.getMessage()) + help;
      case OverwrittenOptionException twice ->
          "flag " + Flags.nameOf(twice.getOverwritten()) + " is given more than once";
      default -> Flags.firstLine(problem.getMessage());
    };
  }

  private static String unknown(String word, CommandLine command) {
    if (word.startsWith("-") && word.length() > 1) {
      return Flags.unknown("flag ", word, Flags.names(command));
    }
    return Flags.unknown(
        "command or argument ", word, List.copyOf(command.getSubcommands().keySet()));
  }

  private static int failed(Exception problem, CommandLine command) {
    switch (problem) {
      case ProgramException known -> command.getErr().println("Error: " + known.getMessage());
      case StoreException store -> command.getErr().println("Error: " + store.getMessage());
      default -> command.getErr().println(Defect.line(problem));
    }
    return FAILED;
  }
}
