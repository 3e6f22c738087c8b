package dev.clusterregistry.crinit.plan;

import java.util.Locale;

/** How a registry is reached: as an API server of its own, or as a part of its host's API. */
public enum Mode {
  STANDALONE,
  AGGREGATED;

  /** As commands of crinit and of the server are called. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
