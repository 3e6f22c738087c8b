package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Outcome;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A target under measurement: its fill level, how long to measure, and what came out. */
public final class Bench {
  private final Target target;
  private final Duration measure;
  private final int warmUps;
  private final Consumer<Figure> progress;
  private final List<Figure> figures = new ArrayList<>();
  private int filled;

  /**
   * @param warmUps rounds at most before something is measured
   */
  public Bench(Target target, Duration measure, int warmUps, Consumer<Figure> progress) {
    this.target = target;
    this.measure = measure;
    this.warmUps = warmUps;
    this.progress = progress;
  }

  /** Another target, measured alike. */
  public Bench of(Target other) {
    return new Bench(other, measure, warmUps, progress);
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

  int warmUps() {
    return warmUps;
  }

  void report(Figure figure) {
    figures.add(figure);
    progress.accept(figure);
  }

  Client connect(int connections) throws IOException, InterruptedException {
    return new Client(target.server(), target.credentials(), connections);
  }

  Cost.Meter meter() {
    return new Cost.Meter(target.processId());
  }

  /** A settled load on the target. */
  Load settled(int connections, int clients, ClosedLoop.Script script)
      throws IOException, InterruptedException {
    Load load = new Load(connect(connections), clients, script, target.processId());
    load.settle(warmUps);
    return load;
  }

  /** The current revision, so that a watch starts with what comes next. */
  String revision() throws IOException, InterruptedException {
    try (Client client = connect(1)) {
      String text = client.call(target.list("limit=1")).text();
      int from = text.indexOf("\"resourceVersion\":\"") + 19;
      return text.substring(from, text.indexOf('"', from));
    }
  }

  /** How long an object is that the target serves. */
  int objectBytes() throws IOException, InterruptedException {
    try (Client client = connect(1)) {
      return client.call(target.get(0)).body().length;
    }
  }

  /** The number of objects that are there, named from 0. */
  int filled() {
    return filled;
  }

  /** Sees to it that there are so many objects. */
  void fill(int count) throws IOException, InterruptedException {
    int from = filled;
    try (Client client = connect(8)) {
      Outcome outcome =
          new ClosedLoop(client, 64)
              .run(
                  ClosedLoop.numbered(
                      Math.max(0, count - from), number -> target.create(from + number)));
      check("create", outcome);
      filled = Math.max(filled, count);
    }
  }

  /** Removes all objects. */
  void clear() throws IOException, InterruptedException {
    try (Client client = connect(1)) {
      client.call(Request.delete(target.collection()));
      filled = 0;
    }
  }

  static void check(String what, Outcome outcome) {
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
}
