package dev.clusterregistry.benchmarks;

import dev.clusterregistry.benchmarks.scenario.Applies;
import dev.clusterregistry.benchmarks.scenario.Authorization;
import dev.clusterregistry.benchmarks.scenario.Bench;
import dev.clusterregistry.benchmarks.scenario.ByName;
import dev.clusterregistry.benchmarks.scenario.ColdStart;
import dev.clusterregistry.benchmarks.scenario.Fanout;
import dev.clusterregistry.benchmarks.scenario.Gets;
import dev.clusterregistry.benchmarks.scenario.Lists;
import dev.clusterregistry.benchmarks.scenario.Memory;
import dev.clusterregistry.benchmarks.scenario.Preparation;
import dev.clusterregistry.benchmarks.scenario.Replicas;
import dev.clusterregistry.benchmarks.scenario.Requests;
import dev.clusterregistry.benchmarks.scenario.StartUp;
import dev.clusterregistry.benchmarks.scenario.TransportLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All measurements in the order in which the server fills up. */
final class Suite {

  /** What can be asked for. */
  enum Part {
    MEMORY,
    WRITES,
    APPLY,
    GETS,
    LISTS,
    COLDSTART,
    WATCH,
    AUTHORIZATION,
    LARGE,
    SUSTAINED,
    STARTUP_DATA,
    STARTUP,
    STARTUP_UPDATES,
    STARTUP_UPDATED,
    STARTUP_LARGE_DATA,
    STARTUP_LARGE,
    REPLICAS;

    static final List<Part> DEFAULT =
        List.of(
            MEMORY, WRITES, APPLY, GETS, LISTS, COLDSTART, WATCH, AUTHORIZATION, LARGE, SUSTAINED);
  }

  enum Size {
    QUICK,
    NORMAL,
    FULL
  }

  private final Bench bench;
  private final Size size;
  private final List<Part> parts;
  private final List<String> startCommand;
  private final @Nullable TransportLimit limit;
  private final @Nullable Authorization authorization;
  private final List<Bench> replicas;
  private final Requests.Goals goals;

  Suite(
      Bench bench,
      Size size,
      List<Part> parts,
      List<String> startCommand,
      @Nullable TransportLimit limit,
      @Nullable Authorization authorization,
      List<Bench> replicas,
      Requests.Goals goals) {
    this.bench = bench;
    this.size = size;
    this.parts = parts;
    this.startCommand = startCommand;
    this.limit = limit;
    this.authorization = authorization;
    this.replicas = List.copyOf(replicas);
    this.goals = goals;
  }

  void run() throws IOException, InterruptedException {
    if (parts.contains(Part.STARTUP)) {
      new StartUp(bench, startCommand).run("10,000 objects", 600);
      return;
    }
    if (parts.contains(Part.STARTUP_UPDATED)) {
      new StartUp(bench, startCommand).run("10,000 objects after a million updates", 1000);
      return;
    }
    if (parts.contains(Part.STARTUP_LARGE_DATA)) {
      new Preparation(bench).clear();
      new Preparation(bench).fill(100_000);
      return;
    }
    if (parts.contains(Part.STARTUP_LARGE)) {
      new StartUp(bench, startCommand).run("100,000 objects", 5000);
      return;
    }
    if (parts.contains(Part.REPLICAS)) {
      new Preparation(bench).fill(10_000);
      new Replicas(bench, replicas).paced(1000, 20, 250);
      return;
    }
    if (parts.contains(Part.STARTUP_DATA)) {
      new Preparation(bench).clear();
      new Preparation(bench).fill(10_000);
      return;
    }
    if (parts.contains(Part.STARTUP_UPDATES)) {
      new Preparation(bench).clear();
      new Preparation(bench).fill(10_000);
      new Requests(bench).patchAll(1_000_000);
      return;
    }
    Long processId = bench.target().processId();
    if (parts.contains(Part.MEMORY) && processId != null) {
      new Memory(bench, processId).idle(Duration.ofSeconds(size == Size.QUICK ? 5 : 60), 120);
    }
    Preparation preparation = new Preparation(bench);
    preparation.clear();
    thousand(preparation);
    tenThousand(preparation);
    if (parts.contains(Part.AUTHORIZATION) && authorization != null) {
      authorization.run();
    }
    if (size != Size.QUICK) {
      hundredThousand(preparation, processId);
    }
    preparation.clear();
  }

  private void thousand(Preparation preparation) throws IOException, InterruptedException {
    preparation.fill(1000);
    if (parts.contains(Part.LISTS)) {
      new Lists(bench).plain(1000, Double.NaN, null);
      new Lists(bench).gzip(1000, Double.NaN);
    }
  }

  private void tenThousand(Preparation preparation) throws IOException, InterruptedException {
    preparation.fill(10_000);
    if (parts.contains(Part.WRITES)) {
      Requests requests = new Requests(bench);
      requests.createAndDelete(size == Size.QUICK ? 10_000 : 30_000, goals);
      requests.update();
      requests.patch();
    }
    if (parts.contains(Part.APPLY)) {
      new Applies(bench).run();
    }
    if (parts.contains(Part.GETS)) {
      new Gets(bench, limit).run();
    }
    preparation.clear(); // of what the writes have left in the objects
    preparation.fill(10_000);
    if (parts.contains(Part.LISTS)) {
      Lists lists = new Lists(bench);
      lists.plain(10_000, 30, limit);
      lists.gzip(10_000, 40);
      lists.selector(10_000);
      lists.pages(10_000);
    }
    if (parts.contains(Part.COLDSTART)) {
      new ColdStart(bench).run(100, 2000);
    }
    if (parts.contains(Part.WATCH)) {
      Fanout fanout = new Fanout(bench);
      fanout.paced(100, 200, 10);
      fanout.paced(1000, 200, 100);
      fanout.paced(5000, 20, Double.NaN);
      fanout.flatOut(1000, 500_000);
      new ByName(bench).run(5000);
    }
  }

  private void hundredThousand(Preparation preparation, @Nullable Long processId)
      throws IOException, InterruptedException {
    if (!parts.contains(Part.LARGE) && !parts.contains(Part.SUSTAINED)) {
      return;
    }
    preparation.fill(100_000);
    if (parts.contains(Part.LARGE)) {
      new Lists(bench).plain(100_000, 400, null);
      new Lists(bench).gzip(100_000, Double.NaN);
      new Fanout(bench).whileListing(4, 20);
    }
    if (parts.contains(Part.SUSTAINED) && processId != null) {
      Duration time = Duration.ofSeconds(size == Size.FULL ? 600 : 30);
      new Memory(bench, processId).updating(5000, time, 600);
    }
  }
}
