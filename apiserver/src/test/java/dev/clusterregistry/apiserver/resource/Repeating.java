package dev.clusterregistry.apiserver.resource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A source that gives each name suffix a number of times before it goes on to the next. */
final class Repeating implements RandomGenerator {
  private static final int SUFFIX = 5;

  private final int times;
  private final AtomicInteger drawn = new AtomicInteger();

  Repeating(int times) {
    this.times = times;
  }

  @Override
  public int nextInt(int bound) {
    return drawn.getAndIncrement() / SUFFIX / times % bound;
  }

  @Override
  public long nextLong() {
    return 0;
  }
}
