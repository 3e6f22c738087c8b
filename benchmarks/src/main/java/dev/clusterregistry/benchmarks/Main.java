package dev.clusterregistry.benchmarks;

import dev.clusterregistry.benchmarks.load.Credentials;
import dev.clusterregistry.benchmarks.scenario.Authorization;
import dev.clusterregistry.benchmarks.scenario.Bench;
import dev.clusterregistry.benchmarks.scenario.Figure;
import dev.clusterregistry.benchmarks.scenario.Requests;
import dev.clusterregistry.benchmarks.scenario.Target;
import dev.clusterregistry.benchmarks.scenario.TransportLimit;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmarks. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures a Kubernetes-style server. It is filled and emptied: not for data you need.")
public final class Main implements Callable<Integer> {

  /** A server: where it is, who to be, what it serves. */
  static final class ServerOptions {
    @Option(names = "--server", required = true, description = "URL of the server.")
    URI server = URI.create("https://127.0.0.1:8443");

    @Option(
        names = "--certificate-authority",
        description = "CA of its certificate; none: trust any.")
    @Nullable File authority;

    @Option(names = "--client-certificate", description = "PEM file of a client certificate.")
    @Nullable File certificate;

    @Option(names = "--client-key", description = "PEM file of its key, PKCS#8.")
    @Nullable File key;

    @Option(names = "--token", description = "A bearer token.")
    @Nullable String token;

    @Option(names = "--resource", description = "What it serves: ${COMPLETION-CANDIDATES}.")
    Target.Kind resource = Target.Kind.CLUSTERS;

    @Option(names = "--server-pid", description = "Its process, for CPU time and memory.")
    @Nullable Long processId;

    @Option(names = "--replica", description = "URL of another server of the same objects.")
    List<URI> replicas = List.of();

    Target target() {
      return target(server, processId);
    }

    Target target(URI url, @Nullable Long process) {
      Credentials credentials = new Credentials(authority, certificate, key, token);
      return Target.of(resource, url, credentials, process);
    }
  }

  /** A second server, measured in the same run. */
  static final class PeerOptions {
    @Option(
        names = "--peer-server",
        required = true,
        description = "URL of a peer to compare with.")
    URI server = URI.create("https://127.0.0.1:8443");

    @Option(names = "--peer-client-certificate", description = "As above, for the peer.")
    @Nullable File certificate;

    @Option(names = "--peer-client-key", description = "As above, for the peer.")
    @Nullable File key;

    @Option(names = "--peer-token", description = "As above, for the peer.")
    @Nullable String token;

    @Option(names = "--peer-resource", description = "As above, for the peer.")
    Target.Kind resource = Target.Kind.FLUNDERS;

    @Option(names = "--peer-server-pid", description = "As above, for the peer.")
    @Nullable Long processId;

    Target target() {
      Credentials credentials = new Credentials(null, certificate, key, token);
      return Target.of(resource, server, credentials, processId);
    }
  }

  @ArgGroup(exclusive = false, multiplicity = "1", heading = "The server:%n")
  ServerOptions server = new ServerOptions();

  @ArgGroup(exclusive = false, heading = "A peer:%n")
  @Nullable PeerOptions peer;

  @Option(names = "--transport-limit", description = "URL of the constant server.")
  @Nullable URI constantServer;

  @Option(names = "--transport-limit-pid", description = "Its process.")
  @Nullable Long constantServerProcessId;

  /** The same program, which allows everything, and a user to compare the two with. */
  static final class UnprotectedOptions {
    @Option(
        names = "--unprotected-server",
        required = true,
        description = "URL of the same program with --authorization-mode AlwaysAllow.")
    URI server = URI.create("https://127.0.0.1:8443");

    @Option(names = "--unprotected-server-pid", description = "Its process.")
    @Nullable Long processId;

    @Option(
        names = "--user",
        required = true,
        description = "A user whom nothing is allowed yet; the benchmark gives it roles.")
    String user = "";

    @Option(names = "--user-token", required = true, description = "That user's token.")
    String token = "";
  }

  @ArgGroup(exclusive = false, heading = "To measure what authorization costs:%n")
  @Nullable UnprotectedOptions unprotected;

  @Option(
      names = "--only",
      split = ",",
      description = "Some of: ${COMPLETION-CANDIDATES}. Default: all but STARTUP.")
  List<Suite.Part> parts = Suite.Part.DEFAULT;

  @Option(names = "--on-etcd", description = "Its objects are on etcd: show the goals for that.")
  boolean onEtcd;

  @Option(names = "--full", description = "Measure long: minutes where seconds are the default.")
  boolean full;

  @Option(names = "--quick", description = "Measure shortly and leave out the 100,000 objects.")
  boolean quick;

  @Option(
      names = "--start-command",
      arity = "1..*",
      description = "Starts the server, for STARTUP.")
  List<String> startCommand = List.of();

  @Option(names = "--json", description = "Write the figures to this file too.")
  @Nullable Path json;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Figure> figures = measure(server.target(), transportLimit());
    List<Figure> other = List.of();
    if (peer != null) {
      System.out.println("\n--- the peer");
      other = measure(peer.target(), null);
    }
    System.out.println("\n--- result");
    Report report = new Report(figures, other);
    report.print(System.out);
    if (json != null) {
      Files.writeString(json, report.json());
    }
    return 0;
  }

  private @Nullable TransportLimit transportLimit() {
    return constantServer == null
        ? null
        : new TransportLimit(constantServer, constantServerProcessId);
  }

  private List<Figure> measure(Target target, @Nullable TransportLimit limit)
      throws IOException, InterruptedException {
    Suite.Size size = full ? Suite.Size.FULL : quick ? Suite.Size.QUICK : Suite.Size.NORMAL;
    Duration time = Duration.ofSeconds(full ? 10 : quick ? 1 : 5);
    int warmUps = full ? 30 : quick ? 4 : 15;
    Bench bench =
        new Bench(target, time, warmUps, figure -> System.out.println(Report.line(figure)));
    List<Bench> replicas =
        server.replicas.stream()
            .map(url -> new Bench(server.target(url, null), time, warmUps, figure -> {}))
            .toList();
    Requests.Goals goals = onEtcd ? Requests.Goals.ETCD : Requests.Goals.EMBEDDED;
    new Suite(bench, size, parts, startCommand, limit, authorization(bench), replicas, goals).run();
    return bench.figures();
  }

  private @Nullable Authorization authorization(Bench bench) {
    if (unprotected == null || !bench.target().server().equals(server.server)) {
      return null;
    }
    Credentials anybody = new Credentials(null, null, null, unprotected.token);
    Target open = Target.of(server.resource, unprotected.server, anybody, unprotected.processId);
    return new Authorization(
        bench, bench.of(open), new Authorization.User(unprotected.user, unprotected.token));
  }
}
