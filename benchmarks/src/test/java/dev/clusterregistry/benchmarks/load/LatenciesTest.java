package dev.clusterregistry.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentilesAreWithinThreePercent() {
    Latencies latencies = new Latencies();
    for (int i = 1; i <= 10_000; i++) {
      latencies.add(i * 1_000L);
    }
    assertThat(latencies.percentile(50)).isCloseTo(5, withinPercentage(3));
    assertThat(latencies.percentile(99)).isCloseTo(9.9, withinPercentage(3));
    assertThat(latencies.percentile(100)).isCloseTo(10, withinPercentage(3));
  }

  @Test
  void twoHistogramsTogetherHoldWhatBothHeld() {
    Latencies fast = new Latencies();
    Latencies slow = new Latencies();
    for (int i = 0; i < 99; i++) {
      fast.add(1_000_000);
    }
    slow.add(1_000_000_000);
    fast.add(slow);
    assertThat(fast.count()).isEqualTo(100);
    assertThat(fast.percentile(99)).isCloseTo(1, withinPercentage(3));
    assertThat(fast.percentile(99.5)).isCloseTo(1_000, withinPercentage(3));
  }

  @Test
  void withoutMeasurementsThereIsNothing() {
    assertThat(new Latencies().percentile(99)).isZero();
  }
}
