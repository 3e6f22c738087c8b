package dev.clusterregistry.store.etcd;

import static dev.clusterregistry.store.etcd.Linearizability.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.store.etcd.Linearizability.Operation;
import dev.clusterregistry.store.etcd.Linearizability.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The checker finds what is wrong, and nothing else. */
class LinearizabilityTest {

  @Test
  void operationsOneAfterAnotherHold() {
    assertThat(holds(swap(ABSENT, 1, 0, 1), read(1, 2, 3), swap(1, 2, 4, 5), read(2, 6, 7)))
        .isTrue();
  }

  @Test
  void aReadDuringAWriteMaySeeEither() {
    assertThat(holds(swap(ABSENT, 1, 0, 10), read(1, 1, 2))).isTrue();
    assertThat(holds(swap(ABSENT, 1, 0, 10), read(ABSENT, 1, 2))).isTrue();
  }

  @Test
  void aReadAfterAWriteMustSeeIt() {
    assertThat(holds(swap(ABSENT, 1, 0, 1), read(ABSENT, 2, 3))).isFalse();
  }

  @Test
  void readsDoNotGoBack() {
    assertThat(holds(swap(ABSENT, 1, 0, 10), read(1, 1, 2), read(ABSENT, 3, 4))).isFalse();
  }

  @Test
  void ofTwoSwapsOfOneValueOneIsWrong() {
    assertThat(holds(swap(ABSENT, 1, 0, 10), swap(ABSENT, 2, 0, 10))).isFalse();
  }

  @Test
  void aConflictNeedsACause() {
    assertThat(holds(conflict(ABSENT, 0, 1))).isFalse();
    assertThat(holds(swap(ABSENT, 1, 0, 10), conflict(ABSENT, 2, 3))).isTrue();
  }

  @Test
  void anUnknownWriteMayHappenMuchLaterOrNever() {
    Operation unknown = new Operation(Outcome.UNKNOWN, ABSENT, 1, 0, Long.MAX_VALUE);
    assertThat(holds(unknown, read(ABSENT, 5, 6), read(1, 7, 8))).isTrue();
    assertThat(holds(unknown, read(ABSENT, 5, 6))).isTrue();
    assertThat(holds(unknown, read(1, 5, 6), read(ABSENT, 7, 8))).isFalse();
  }

  /** Histories of an honest register, of which each also gets one answer falsified. */
  @Test
  void aSeededViolationIsFoundInARandomHistory() {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      List<Operation> honest = honest(random, 200);
      assertThat(Linearizability.holds(honest)).as("seed %d", seed).isTrue();
      List<Operation> falsified = new ArrayList<>(honest);
      // A read of what was overwritten before the read before it began.
      falsified.add(read(1, 1_000_000, 1_000_001));
      falsified.add(read(2, 1_000_002, 1_000_003));
      assertThat(Linearizability.holds(falsified)).as("seed %d", seed).isFalse();
    }
  }

  /** Five clients whose operations overlap; each takes effect at a moment of its own. */
  private static List<Operation> honest(Random random, int count) {
    List<Operation> operations = new ArrayList<>();
    int value = ABSENT;
    int fresh = 0;
    for (int i = 0; i < count; i++) {
      long moment = i * 10L;
      long invoked = moment - random.nextInt(40);
      long returned = moment + 1 + random.nextInt(40);
      int kind = random.nextInt(3);
      if (kind == 0) {
        operations.add(read(value, invoked, returned));
      } else if (kind == 1) {
        fresh++;
        operations.add(swap(value, fresh, invoked, returned));
        value = fresh;
      } else {
        int stale = fresh + 1_000;
        operations.add(conflict(stale, invoked, returned));
      }
    }
    operations.add(swap(value, 5_000, count * 10L, count * 10L + 1));
    return operations;
  }

  private static boolean holds(Operation... operations) {
    return Linearizability.holds(List.of(operations));
  }

  private static Operation read(int value, long invoked, long returned) {
    return new Operation(Outcome.READ, ABSENT, value, invoked, returned);
  }

  private static Operation swap(int expected, int value, long invoked, long returned) {
    return new Operation(Outcome.SWAPPED, expected, value, invoked, returned);
  }

  private static Operation conflict(int expected, long invoked, long returned) {
    return new Operation(Outcome.CONFLICT, expected, ABSENT, invoked, returned);
  }
}
