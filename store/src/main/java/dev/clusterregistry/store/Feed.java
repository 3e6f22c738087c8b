package dev.clusterregistry.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands committed batches to subscriptions.
 *
 * <p>A subscription is either <i>live</i>, then the writer's thread calls its sink with every
 * batch, or <i>behind</i>, then a catch-up thread reads slices of history for it until it has
 * reached what is published, and it turns live. There is no queue between the two: a live sink that
 * takes too long goes behind and stays there until it keeps up again, so that a slow subscriber
 * costs history reads, never memory, and never holds up the writer twice.
 *
 * <p>Public for implementations of {@link Store} only.
 */
public final class Feed {
  private final History history;
  private final Executor catchUp;
  private final long patienceNanos;

  // All guarded by this. `live` is replaced, never changed.
  private List<FeedSubscription> live = List.of();
  private final List<FeedSubscription> waiting = new ArrayList<>();
  private final Set<FeedSubscription> open = new HashSet<>();
  private long published;
  private boolean closed;

  /**
   * @param published the revision up to which history holds everything
   * @param patienceNanos how long a sink may take for one batch and stay live
   */
  public Feed(History history, Executor catchUp, long published, long patienceNanos) {
    this.history = history;
    this.catchUp = catchUp;
    this.published = published;
    this.patienceNanos = patienceNanos;
  }

  public Subscription subscribe(String prefix, long after, ChangeSink sink) {
    FeedSubscription subscription = new FeedSubscription(this, prefix, after, sink, patienceNanos);
    synchronized (this) {
      if (closed) {
        throw new UnusableStoreException("the store is closed");
      }
      open.add(subscription);
    }
    schedule(subscription);
    return subscription;
  }

  /** Called by one thread at a time, in revision order, after the batch is durable. */
  public void publish(long revision, List<Change> batch) {
    List<FeedSubscription> targets;
    List<FeedSubscription> woken;
    synchronized (this) {
      published = revision;
      targets = live;
      woken = takeWaiting();
    }
    for (FeedSubscription subscription : targets) {
      if (!subscription.deliver(batch, revision)) {
        fallBehind(subscription);
      }
    }
    woken.forEach(this::schedule);
  }

  /** Everybody reads history up to {@code revision}, because it was not handed over in a batch. */
  void publishFromHistory(long revision) {
    List<FeedSubscription> behind;
    synchronized (this) {
      published = revision;
      behind = takeWaiting();
      behind.addAll(live);
      live = List.of();
    }
    behind.forEach(this::schedule);
  }

  /**
   * Begins anew at a revision, which may be lower than before: ends all subscriptions. Called by
   * the thread that publishes.
   */
  public void restart(long revision, StoreException reason) {
    List<FeedSubscription> all;
    synchronized (this) {
      all = List.copyOf(open);
      live = List.of();
      waiting.clear();
      published = revision;
    }
    all.forEach(subscription -> subscription.lose(reason));
  }

  void remove(FeedSubscription subscription) {
    synchronized (this) {
      open.remove(subscription);
      waiting.remove(subscription);
      live = without(live, subscription);
    }
  }

  public void close() {
    List<FeedSubscription> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open);
    }
    all.forEach(FeedSubscription::close);
  }

  private void fallBehind(FeedSubscription subscription) {
    synchronized (this) {
      live = without(live, subscription);
    }
    schedule(subscription);
  }

  private void schedule(FeedSubscription subscription) {
    try {
      catchUp.execute(() -> step(subscription));
    } catch (RejectedExecutionException closing) {
      subscription.close();
    }
  }

  private void step(FeedSubscription subscription) {
    if (subscription.isClosed()) {
      return;
    }
    long limit = published();
    if (subscription.position() >= limit) {
      subscription.greet();
    } else {
      try {
        // Above it there may be a batch whose commit is still in doubt.
        History.Slice slice =
            history.since(subscription.prefix(), subscription.position()).upTo(limit);
        subscription.deliver(slice.changes(), slice.through());
      } catch (StoreException reason) {
        subscription.lose(reason);
        return;
      }
    }
    if (!settle(subscription)) {
      schedule(subscription);
    }
  }

  /** Whether the subscription has caught up and now waits for what is published next. */
  private synchronized boolean settle(FeedSubscription subscription) {
    if (!open.contains(subscription)) {
      return true;
    }
    if (subscription.position() < published) {
      return false;
    }
    if (subscription.keepsUp()) {
      List<FeedSubscription> more = new ArrayList<>(live);
      more.add(subscription);
      live = List.copyOf(more);
    } else {
      waiting.add(subscription);
    }
    return true;
  }

  private synchronized long published() {
    return published;
  }

  private List<FeedSubscription> takeWaiting() {
    if (waiting.isEmpty()) {
      return new ArrayList<>(0);
    }
    List<FeedSubscription> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  private static List<FeedSubscription> without(
      List<FeedSubscription> list, FeedSubscription subscription) {
    List<FeedSubscription> rest = new ArrayList<>(list);
    return rest.remove(subscription) ? List.copyOf(rest) : list;
  }
}
