package dev.clusterregistry.machinery.table;

/** Durations as kubectl shows them: 90s, 5m10s, 3d4h. */
public final class HumanDuration {
  private HumanDuration() {}

  /** The text for milliseconds, cut to whole seconds; &lt;invalid&gt; for a future beyond skew. */
  public static String of(long milliseconds) {
    long seconds = milliseconds / 1000;
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 0) {
      return "0s";
    }
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return minutes + "m" + rest(seconds % 60, "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 8) {
      return hours + "h" + rest(minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    return ofDays(hours);
  }

  private static String ofDays(long hours) {
    long days = hours / 24;
    if (days < 8) {
      return days + "d" + rest(hours % 24, "h");
    }
    if (days < 365 * 2) {
      return days + "d";
    }
    long years = days / 365;
    return years < 8 ? years + "y" + rest(days % 365, "d") : years + "y";
  }

  private static String rest(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
