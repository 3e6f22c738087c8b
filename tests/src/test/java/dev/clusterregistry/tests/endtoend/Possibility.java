package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** What a machine must allow for a test: a failure where it is missing in CI, a skip elsewhere. */
final class Possibility {
  private Possibility() {}

  static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      fail("this machine does not allow " + what + ", which CI needs");
    }
    Assumptions.abort("left out: this machine does not allow " + what);
  }
}
