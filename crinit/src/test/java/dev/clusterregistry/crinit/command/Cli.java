package dev.clusterregistry.crinit.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs command lines as a user would, with a kubeconfig that has one host, which does not answer.
 */
record Cli(Path kubeconfig) {
  static final String HOST =
      """
      apiVersion: v1
      clusters:
      - cluster:
          server: https://127.0.0.1:1
        name: host
      contexts:
      - context:
          cluster: host
          user: host
        name: host
      current-context: host
      kind: Config
      users:
      - name: host
        user:
          token: nothing
      """;

  record Outcome(int code, String out, String err) {}

  static Cli in(Path folder) throws IOException {
    Path file = folder.resolve("kubeconfig");
    Files.writeString(file, HOST);
    return new Cli(file);
  }

  Outcome run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Map.of("KUBECONFIG", kubeconfig.toString()),
            false);
    int code = Program.run(console, words);
    return new Outcome(code, out.toString(), err.toString());
  }
}
