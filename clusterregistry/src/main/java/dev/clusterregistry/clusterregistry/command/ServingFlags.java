package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Serving;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and under which certificate the server listens. */
final class ServingFlags {
  @Option(
      names = "--bind-address",
      paramLabel = "IP",
      description =
          "The address to listen on (default 127.0.0.1: this machine only; 0.0.0.0 or :: for all"
              + " interfaces, as is the default in aggregated mode).")
  String bindAddress = "127.0.0.1";

  @Option(
      names = "--secure-port",
      paramLabel = "PORT",
      description = "The HTTPS port; 0 picks a free one (default 8443).")
  int securePort = 8443;

  @Option(
      names = "--advertise-address",
      paramLabel = "IP",
      description = "The address that clients are told to use, if it is not --bind-address.")
  @Nullable String advertiseAddress;

  @Option(
      names = "--external-hostname",
      paramLabel = "NAME",
      description =
          "The host name under which clients reach the server; goes into its certificate.")
  @Nullable String externalHostname;

  @Option(
      names = "--tls-cert-file",
      paramLabel = "FILE",
      description =
          "The certificate to serve with, PEM, the chain after it. Reloaded when the file changes."
              + " Without it the server makes one of its own.")
  @Nullable Path certificateFile;

  @Option(
      names = "--tls-private-key-file",
      paramLabel = "FILE",
      description = "The private key of --tls-cert-file, PEM.")
  @Nullable Path keyFile;

  @Option(
      names = "--cert-dir",
      paramLabel = "DIR",
      description = "Where the server keeps certificates of its own (default DATA-DIR/pki).")
  @Nullable Path certificateFolder;

  @Option(
      names = "--shutdown-delay-duration",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description =
          "How long to go on serving after a stop signal while readyz already fails, so that load"
              + " balancers notice (default 0s).")
  Duration shutdownDelay = Duration.ZERO;

  @Option(
      names = "--profiling",
      paramLabel = "false",
      arity = "0..1",
      fallbackValue = "true",
      description = "Profiling over HTTP comes in a later version; only false is accepted.")
  boolean profiling;

  Serving settings() {
    if (securePort < 0 || securePort > 65535) {
      throw new ProgramException(
          "--secure-port " + securePort + " must be between 0 and 65535, inclusive");
    }
    if ((certificateFile == null) != (keyFile == null)) {
      throw new ProgramException(
          "--tls-cert-file and --tls-private-key-file must be given together");
    }
    return new Serving(
        address("--bind-address", bindAddress),
        securePort,
        advertiseAddress == null ? null : address("--advertise-address", advertiseAddress),
        externalHostname,
        certificateFile,
        keyFile,
        certificateFolder,
        shutdownDelay);
  }

  private static InetAddress address(String flag, String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new ProgramException(flag + " " + text + " is not an IP address", e);
    }
  }
}
