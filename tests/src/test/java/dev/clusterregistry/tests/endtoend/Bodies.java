package dev.clusterregistry.tests.endtoend;

/** The JSON of objects to write. */
final class Bodies {
  private Bodies() {}

  static String cluster(String name, String label, String note, long revision) {
    return "{\"apiVersion\":\"clusterregistry.k8s.io/v1alpha1\",\"kind\":\"Cluster\","
        + metadata(name, label, note, revision)
        + "}";
  }

  static String cluster(String name) {
    return cluster(name, "none", "none", 0);
  }

  /** A member {@code metadata}; revision 0 stands for none. */
  static String metadata(String name, String label, String note, long revision) {
    return "\"metadata\":{\"name\":\""
        + name
        + "\",\"labels\":{\"label\":\""
        + label
        + "\"},\"annotations\":{\"note\":\""
        + note
        + "\"}"
        + (revision == 0 ? "" : ",\"resourceVersion\":\"" + revision + "\"")
        + "}";
  }
}
