package dev.clusterregistry.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlingTest {

  @Test
  void warmUpEndsWhenTwoRoundsAreAlike() throws Exception {
    Deque<Double> rates = new ArrayDeque<>(List.of(10.0, 50.0, 90.0, 92.0, 95.0));
    Settling.settle(20, rates::remove);
    assertThat(rates).containsExactly(95.0);
  }

  @Test
  void theFirstTwoRoundsAreNotBelieved() throws Exception {
    Deque<Double> rates = new ArrayDeque<>(List.of(10.0, 10.0, 10.0, 10.0));
    Settling.settle(20, rates::remove);
    assertThat(rates).hasSize(1);
  }

  @Test
  void whatNeverSettlesIsGivenUp() throws Exception {
    double[] rate = {1};
    Settling.settle(6, () -> rate[0] *= 2);
    assertThat(rate[0]).isEqualTo(64);
  }
}
