package dev.clusterregistry.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlingTest {

  @Test
  void warmUpEndsWhenTwoRoundsAreAlike() throws Exception {
    Deque<Double> rates =
        new ArrayDeque<>(List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 90.0, 92.0, 95.0));
    Settling.settle(20, rates::remove);
    assertThat(rates).containsExactly(95.0);
  }

  @Test
  void theFirstRoundsAreNotBelieved() throws Exception {
    Deque<Double> rates = new ArrayDeque<>(Collections.nCopies(9, 10.0));
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
