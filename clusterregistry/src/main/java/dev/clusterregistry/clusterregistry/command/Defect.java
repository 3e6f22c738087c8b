package dev.clusterregistry.clusterregistry.command;

/** What a user is told when the program fails in a way that nobody foresaw. */
final class Defect {
  private static final String OURS = "dev.clusterregistry.";

  private Defect() {}

  /** One line with what a report of the defect needs. */
  static String line(Throwable problem) {
    return "Error: this is a defect of clusterregistry, please report it with this line: "
        + problem.toString().lines().findFirst().orElse("")
        + place(problem);
  }

  private static String place(Throwable problem) {
    for (StackTraceElement element : problem.getStackTrace()) {
      if (element.getClassName().startsWith(OURS)) {
        return " at " + element;
      }
    }
    return "";
  }
}
