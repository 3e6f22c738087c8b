package dev.clusterregistry.crinit.run;

import java.io.PrintWriter;

/** Tells the user what is being done: a line per step, on a terminal with a dot per attempt. */
public final class Progress {
  private final PrintWriter out;
  private final boolean terminal;
  private boolean onLine;

  public Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void begin(String title) {
    out.print(title + "...");
    out.flush();
    onLine = true;
  }

  void waiting() {
    if (terminal) {
      out.print(".");
      out.flush();
    }
  }

  void done() {
    out.println(" done");
    out.flush();
    onLine = false;
  }

  /** A line of its own; a step that is under way goes on below it. */
  public void say(String line) {
    if (onLine) {
      out.println();
    }
    out.println(line);
    out.flush();
    onLine = false;
  }

  /** Ends a line that has been begun, before an error is shown. */
  public void broken() {
    if (onLine) {
      out.println();
      out.flush();
      onLine = false;
    }
  }
}
