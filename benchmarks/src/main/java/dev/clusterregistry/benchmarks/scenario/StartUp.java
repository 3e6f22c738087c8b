package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Time from the start of the server's command until it is ready. */
public final class StartUp {
  private static final int ROUNDS = 10;
  private static final long PATIENCE_SECONDS = 120;

  private final Bench bench;
  private final List<String> command;

  public StartUp(Bench bench, List<String> command) {
    this.bench = bench;
    this.command = command;
  }

  public void run(String objects, double goalMillis) throws IOException, InterruptedException {
    double[] millis = new double[ROUNDS];
    once();
    for (int i = 0; i < ROUNDS; i++) {
      millis[i] = once();
    }
    Arrays.sort(millis);
    bench.report(
        Figure.atMost(
            "ready with %s, median of %d starts".formatted(objects, ROUNDS),
            millis[ROUNDS / 2],
            "ms",
            goalMillis,
            "fastest %.0f ms, slowest %.0f ms".formatted(millis[0], millis[ROUNDS - 1])));
  }

  private double once() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (!ready()) {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!process.isAlive() || seconds > PATIENCE_SECONDS) {
          throw new IOException(
              (process.isAlive() ? "the server is not ready yet: " : "the server did not start: ")
                  + String.join(" ", command));
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
      return (System.nanoTime() - start) / 1e6;
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private boolean ready() throws InterruptedException {
    try (Client client = bench.connect(1)) {
      return client.call(Request.get("/readyz")).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
