package dev.clusterregistry.benchmarks.scenario;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param goal the value to reach; NaN if there is none
 * @param higherIsBetter which side of the goal is good
 * @param cost of one operation; null if that says nothing
 */
public record Figure(
    String name,
    double value,
    String unit,
    double goal,
    boolean higherIsBetter,
    @Nullable Cost cost,
    String note) {

  static Figure atLeast(String name, double value, String unit, double goal, String note) {
    return new Figure(name, value, unit, goal, true, null, note);
  }

  static Figure atMost(String name, double value, String unit, double goal, String note) {
    return new Figure(name, value, unit, goal, false, null, note);
  }

  Figure costing(Cost each) {
    return new Figure(name, value, unit, goal, higherIsBetter, each, note);
  }

  public boolean hasGoal() {
    return !Double.isNaN(goal);
  }

  public boolean reached() {
    return higherIsBetter ? value >= goal : value <= goal;
  }
}
