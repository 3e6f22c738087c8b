package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.PrintWriter;

/** A standalone server from start to stop. */
public final class StandaloneServer {

  private StandaloneServer() {}

  /**
   * Serves until a signal asks to stop.
   *
   * @return the program's exit code
   */
  public static int run(StandaloneSettings settings, PrintWriter out) {
    DataFolder.open(settings.data().folder());
    out.flush();
    throw new ProgramException("the API server is not wired up yet");
  }
}
