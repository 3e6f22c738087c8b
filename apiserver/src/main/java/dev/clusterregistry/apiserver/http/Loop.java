package dev.clusterregistry.apiserver.http;

import java.time.Duration;

/** An event loop: one thread that carries many connections. */
public interface Loop {

  boolean inLoop();

  /** Runs the task on this loop, after what is queued there. */
  void execute(Runnable task);

  /** Runs the task on this loop after a delay; the returned handle cancels it. */
  Runnable schedule(Duration delay, Runnable task);

  /** A number from 0 to the number of loops - 1, to keep state per loop in an array. */
  int index();
}
