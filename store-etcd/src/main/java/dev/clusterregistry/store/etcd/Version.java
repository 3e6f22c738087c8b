package dev.clusterregistry.store.etcd;

/** A version of etcd, as its members tell it. */
record Version(int major, int minor, int patch) {

  /** Of text such as 3.5.30 or 3.6.0-rc.1; unknown parts count as 0. */
  static Version parse(String text) {
    String[] parts = text.split("[.+-]", -1);
    return new Version(part(parts, 0), part(parts, 1), part(parts, 2));
  }

  private static int part(String[] parts, int index) {
    try {
      return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * Whether its answer to a progress request can be relied on: before, it could overtake events
   * (etcd issue 15220) or hang (17507).
   */
  boolean tellsProgress() {
    if (major != 3) {
      return major > 3;
    }
    return switch (minor) {
      case 4 -> patch >= 31;
      case 5 -> patch >= 13;
      default -> minor > 5;
    };
  }
}
