package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Limits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much is taken on at a time, and for how long. */
final class LimitFlags {
  @Option(
      names = "--request-timeout",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long a request other than a watch may take (default 1m0s).")
  Duration requestTimeout = Duration.ofMinutes(1);

  @Option(
      names = "--min-request-timeout",
      paramLabel = "SECONDS",
      description =
          "How long a watch stays open at least, if the client does not say; the end is random"
              + " between this and twice this (default 1800).")
  int minRequestTimeout = 1800;

  @Option(
      names = "--max-requests-inflight",
      paramLabel = "N",
      description = "Requests that only read, at a time; 0 for no limit (default 400).")
  int maxRequests = 400;

  @Option(
      names = "--max-mutating-requests-inflight",
      paramLabel = "N",
      description = "Requests that write, at a time; 0 for no limit (default 200).")
  int maxMutatingRequests = 200;

  @Option(
      names = "--http2-max-streams-per-connection",
      paramLabel = "N",
      description =
          "Requests at a time on one HTTP/2 connection; 0 for 100 (default 100; 1000 in aggregated"
              + " mode).")
  int maxStreams = 100;

  Limits settings() {
    notNegative("--min-request-timeout", minRequestTimeout);
    notNegative("--max-requests-inflight", maxRequests);
    notNegative("--max-mutating-requests-inflight", maxMutatingRequests);
    notNegative("--http2-max-streams-per-connection", maxStreams);
    if (requestTimeout.isZero()) {
      throw new ProgramException("--request-timeout must be greater than 0");
    }
    return new Limits(
        requestTimeout,
        Duration.ofSeconds(minRequestTimeout),
        maxRequests,
        maxMutatingRequests,
        maxStreams == 0 ? 100 : maxStreams);
  }

  private static void notNegative(String flag, int value) {
    if (value < 0) {
      throw new ProgramException(flag + " can not be negative value");
    }
  }
}
