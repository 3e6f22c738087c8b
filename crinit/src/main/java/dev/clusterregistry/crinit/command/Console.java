package dev.clusterregistry.crinit.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/**
 * What a command is run with.
 *
 * @param environment variables, such as KUBECONFIG
 * @param terminal whether somebody looks at what is printed while it is
 */
public record Console(
    PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {

  /** Of this process. */
  public static Console system() {
    return new Console(
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        System.getenv(),
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent());
  }
}
