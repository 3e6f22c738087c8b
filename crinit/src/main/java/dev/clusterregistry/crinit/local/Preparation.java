package dev.clusterregistry.crinit.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows what a launcher says while it prepares the server: a checkout builds it when it is used
 * first, which takes minutes. Nothing is shown if there is nothing to build.
 */
public final class Preparation implements Runnable {
  private final PrintWriter out;
  private final Path log;
  private int shown;

  /**
   * @param log what the launcher writes
   */
  public Preparation(PrintWriter out, Path log) {
    this.out = out;
    this.log = log;
  }

  @Override
  public void run() {
    try {
      List<String> lines = Files.readAllLines(log);
      // The last one may not be whole yet.
      for (String line : lines.subList(shown, Math.max(shown, lines.size() - 1))) {
        out.println(line);
        shown++;
      }
      out.flush();
    } catch (IOException e) {
      return; // Not there yet, or in the midst of a character; the next look shows it.
    }
  }
}
