package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.clusterregistry.Version;
import dev.clusterregistry.clusterregistry.server.DataFolder;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a user sees when the server is ready: where it is, and the line to copy. */
record Greeting(String url, DataFolder folder) {

  void print(PrintWriter out) {
    out.println("Cluster registry " + Version.current().number() + " serves at " + url);
    out.println("Its data is in " + folder.path());
    out.println();
    out.println("  kubectl --kubeconfig " + quoted(folder.adminKubeconfig()) + " get clusters");
    out.println();
    out.flush();
  }

  /** As a shell takes it. */
  private static String quoted(Path path) {
    String text = path.toString();
    boolean plain =
        text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-+:@%".indexOf(c) >= 0);
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
