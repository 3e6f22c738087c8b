package dev.clusterregistry.benchmarks.scenario;

import java.io.IOException;

/** Fills and empties the server. */
public final class Preparation {
  private final Bench bench;

  public Preparation(Bench bench) {
    this.bench = bench;
  }

  public void fill(int count) throws IOException, InterruptedException {
    bench.fill(count);
  }

  public void clear() throws IOException, InterruptedException {
    bench.clear();
  }
}
