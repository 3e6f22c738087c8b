package dev.clusterregistry.apiserver;

import java.time.Duration;

/**
 * How much an {@link ApiServer} takes on, and for how long.
 *
 * @param reads how many requests that change nothing are worked on at once
 * @param writes the same for those that change something
 * @param shutdownDelay how long a server that is asked to stop goes on serving while readyz fails
 *     already, so that load balancers notice
 * @param shortestWatch a watch that names no timeout lasts between this and twice this
 * @param goawayChance how likely a request over HTTP/2 asks its client to connect anew
 */
public record ServerLimits(
    int reads, int writes, Duration shutdownDelay, Duration shortestWatch, double goawayChance) {

  /** kube-apiserver's. */
  static final ServerLimits STANDARD =
      new ServerLimits(400, 200, Duration.ZERO, Duration.ofMinutes(30), 0);

  public ServerLimits withInFlight(int newReads, int newWrites) {
    return new ServerLimits(newReads, newWrites, shutdownDelay, shortestWatch, goawayChance);
  }

  public ServerLimits withShutdownDelay(Duration delay) {
    return new ServerLimits(reads, writes, delay, shortestWatch, goawayChance);
  }

  public ServerLimits withShortestWatch(Duration shortest) {
    return new ServerLimits(reads, writes, shutdownDelay, shortest, goawayChance);
  }

  public ServerLimits withGoawayChance(double chance) {
    return new ServerLimits(reads, writes, shutdownDelay, shortestWatch, chance);
  }
}
