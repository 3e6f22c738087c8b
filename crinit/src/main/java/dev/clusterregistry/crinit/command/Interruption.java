package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Settings;
import java.io.PrintWriter;

/** Tells somebody who presses Ctrl-C during a deployment what there is now. */
final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  static Interruption watch(PrintWriter err, Settings settings) {
    Thread hook =
        Thread.ofPlatform()
            .name("interruption")
            .unstarted(
                () -> {
                  err.println();
                  err.println("Interrupted. " + Initialization.whatNow(settings));
                  err.flush();
                });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has its say.
      return;
    }
  }
}
