package dev.clusterregistry.benchmarks.scenario;

/**
 * One measured value.
 *
 * @param goal the value to reach; NaN if there is none
 * @param higherIsBetter which side of the goal is good
 */
public record Figure(
    String name, double value, String unit, double goal, boolean higherIsBetter, String note) {

  static Figure atLeast(String name, double value, String unit, double goal, String note) {
    return new Figure(name, value, unit, goal, true, note);
  }

  static Figure atMost(String name, double value, String unit, double goal, String note) {
    return new Figure(name, value, unit, goal, false, note);
  }

  public boolean hasGoal() {
    return !Double.isNaN(goal);
  }

  public boolean reached() {
    return higherIsBetter ? value >= goal : value <= goal;
  }
}
