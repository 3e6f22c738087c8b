package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Limits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much is taken on at a time, and for how long. */
final class LimitFlags {
  private static final double LARGEST_GOAWAY_CHANCE = 0.02;

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

  @Option(
      names = "--goaway-chance",
      paramLabel = "FRACTION",
      description =
          "How likely a request over HTTP/2 tells its client to connect anew, without breaking off"
              + " anything, so that clients spread over several servers; 0.02 at most, 0.001 is a"
              + " good start (default 0, never).")
  double goawayChance;

  Limits settings() {
    notNegative("--min-request-timeout", minRequestTimeout);
    notNegative("--max-requests-inflight", maxRequests);
    notNegative("--max-mutating-requests-inflight", maxMutatingRequests);
    notNegative("--http2-max-streams-per-connection", maxStreams);
    if (goawayChance < 0 || goawayChance > LARGEST_GOAWAY_CHANCE) {
      throw new ProgramException(
          "--goaway-chance can not be less than 0 or greater than " + LARGEST_GOAWAY_CHANCE);
    }
    if (requestTimeout.isZero()) {
      throw new ProgramException("--request-timeout must be greater than 0");
    }
    return new Limits(
        requestTimeout,
        Duration.ofSeconds(minRequestTimeout),
        maxRequests,
        maxMutatingRequests,
        maxStreams == 0 ? 100 : maxStreams,
        goawayChance);
  }

  private static void notNegative(String flag, int value) {
    if (value < 0) {
      throw new ProgramException(flag + " can not be negative value");
    }
  }
}
