package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A target under measurement: its fill level, how long to measure, and what came out. */
public final class Bench {
  private final Target target;
  private final Duration measure;
  private final Consumer<Figure> progress;
  private final List<Figure> figures = new ArrayList<>();
  private int filled;

  public Bench(Target target, Duration measure, Consumer<Figure> progress) {
    this.target = target;
    this.measure = measure;
    this.progress = progress;
  }

  public Target target() {
    return target;
  }

  public List<Figure> figures() {
    return figures;
  }

  long measureNanos() {
    return measure.toNanos();
  }

  void report(Figure figure) {
    figures.add(figure);
    progress.accept(figure);
  }

  Client connect(int connections) throws IOException, InterruptedException {
    return new Client(target.server(), target.credentials(), connections);
  }

  /** The number of objects that are there, named from 0. */
  int filled() {
    return filled;
  }

  /** Sees to it that there are so many objects. */
  ClosedLoop.Outcome fill(int count) throws IOException, InterruptedException {
    int from = filled;
    try (Client client = connect(8)) {
      ClosedLoop.Outcome outcome =
          new ClosedLoop(client, 64)
              .run(
                  ClosedLoop.numbered(
                      Math.max(0, count - from), number -> target.create(from + number)));
      check("create", outcome);
      filled = Math.max(filled, count);
      return outcome;
    }
  }

  /** Removes all objects. */
  void clear() throws IOException, InterruptedException {
    try (Client client = connect(1)) {
      client.call(dev.clusterregistry.benchmarks.load.Request.delete(target.collection()));
      filled = 0;
    }
  }

  static void check(String what, ClosedLoop.Outcome outcome) {
    if (outcome.failures() > 0) {
      String first = outcome.firstFailure();
      throw new IllegalStateException(
          what
              + ": "
              + outcome.failures()
              + " of "
              + outcome.count()
              + " requests failed, the first with "
              + first.substring(0, Math.min(300, first.length())));
    }
  }

  static String spread(ClosedLoop.Outcome outcome) {
    return "p50 %.2f ms, p99 %.2f ms".formatted(outcome.p50(), outcome.p99());
  }
}
