package dev.clusterregistry.apiserver.local;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on a virtual thread of its own that is done again whenever somebody asks for it, however
 * often meanwhile, and after a while if it could not be finished.
 */
public final class Background implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** One pass. */
  public interface Work {
    /** Whether nothing is left to do for now. */
    boolean run();
  }

  private final String name;
  private final Work work;
  private final Duration again;
  private final Semaphore wanted = new Semaphore(0);
  private volatile @Nullable Thread thread;

  public Background(String name, Work work) {
    this(name, work, SOON);
  }

  /**
   * @param again after how long there is another pass if something was left to do
   */
  public Background(String name, Work work, Duration again) {
    this.name = name;
    this.work = work;
    this.again = again;
  }

  public void start() {
    thread = Thread.ofVirtual().name(name).start(this::loop);
  }

  /** Any thread: there is work. */
  public void poke() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  private void loop() {
    try {
      boolean done = true;
      while (true) {
        if (done) {
          wanted.acquire();
        } else if (!wanted.tryAcquire(again.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.debug("{}: once more", name);
        }
        wanted.drainPermits();
        done = pass();
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", name);
    }
  }

  private boolean pass() {
    try {
      return work.run();
    } catch (RuntimeException e) {
      LOG.warn("{} will try again: {}", name, e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
