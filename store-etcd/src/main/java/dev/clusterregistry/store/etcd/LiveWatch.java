package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.etcd.protocol.Event;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import dev.clusterregistry.store.etcd.protocol.ResponseHeader;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one watch that feeds everybody. Keeps its own place: the last whole revision that it has
 * handed on, from where it resumes, on whichever member, until history there is gone.
 *
 * <p>Everything that is not volatile is confined to its one thread.
 */
final class LiveWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /** Who is fed, on the watch's thread. */
  interface Consumer {

    /** Nothing up to {@code through} is still to come. */
    void changes(List<Change> batch, long through);

    /** {@link LiveWatch#position} has gone up. */
    void advanced();

    /** A key of the store's own has changed. */
    void own(KeyValue pair, boolean deleted);

    /** What is wanted is gone; the watch stands still until it is told where to go on. */
    void lost(StoreException reason);

    /**
     * Whether the cluster still has the history that the watch goes on from.
     *
     * @param last the last event that was seen
     */
    boolean continues(@Nullable KeyValue last);

    /** About the member that the watch is on from now on. */
    void joined(Member member);
  }

  private final Members members;
  private final Keys keys;
  private final Consumer consumer;
  private final Changes changes;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("etcd-watch").factory());
  private @Nullable WatchStream stream;
  private @Nullable Receiver receiver;
  private @Nullable Member member;
  private @Nullable KeyValue last;
  private long pauseMillis;
  private boolean stopped;
  private volatile boolean live;
  private volatile long position;
  private volatile long lastEvent;
  private volatile boolean sawLastEvent;

  LiveWatch(Members members, Keys keys, Consumer consumer) {
    this.members = members;
    this.keys = keys;
    this.consumer = consumer;
    this.changes = new Changes(keys, false);
  }

  /** The last revision up to which everything has been handed on. */
  long position() {
    return position;
  }

  /** The last revision at which there may have been an event; nothing happened since. */
  long lastEvent() {
    return lastEvent;
  }

  /** Whether that event was seen, so that any watch of the past comes to it. */
  boolean sawLastEvent() {
    return sawLastEvent;
  }

  /** Whether a member has taken the watch on, so that events come as they happen. */
  boolean live() {
    return live;
  }

  /** Goes on after a revision, whatever was before. */
  void restart(long revision, Runnable first) {
    submit(
        () -> {
          drop();
          stopped = false;
          position = revision;
          lastEvent = revision;
          sawLastEvent = false;
          last = null;
          first.run();
          open();
        });
  }

  /** Moves to the member that is used for everything else. */
  void follow() {
    if (member != members.current()) {
      submit(
          () -> {
            if (!stopped && member != members.current()) {
              drop();
              open();
            }
          });
    }
  }

  boolean closed() {
    return thread.isShutdown();
  }

  void requestProgress() {
    submit(
        () -> {
          if (stream != null) {
            stream.requestProgress();
          }
        });
  }

  void close() {
    submit(
        () -> {
          stopped = true;
          drop();
        });
    thread.shutdown();
  }

  /** Also takes what gRPC has to say when its connections close, which is behind our own end. */
  private void submit(Runnable step) {
    try {
      thread.execute(step);
    } catch (RejectedExecutionException closed) {
      LOG.debug("the watch is closed");
    }
  }

  private void drop() {
    live = false;
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  private void open() {
    Member chosen = members.current();
    member = chosen;
    receiver = new Receiver(chosen);
    stream = WatchStream.open(chosen, keys, position, this::submit, receiver);
  }

  private void again(Member failed, String why) {
    drop();
    LOG.info("the watch on etcd at {} ended: {}", failed.address(), why);
    members.failed(failed);
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
    try {
      thread.schedule(
          () -> {
            if (!stopped && stream == null) {
              open();
            }
          },
          pauseMillis,
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("the watch is closed");
    }
  }

  private void lose(StoreException reason) {
    stopped = true;
    drop();
    consumer.lost(reason);
  }

  private final class Receiver implements WatchStream.Listener {
    private final Member from;
    private final List<Event> arrived = new ArrayList<>();

    Receiver(Member from) {
      this.from = from;
    }

    @Override
    public void created(ResponseHeader header) {
      try {
        consumer.joined(from);
        if (consumer.continues(last)) {
          pauseMillis = 0;
          live = true;
        }
      } catch (StatusRuntimeException e) {
        again(from, Trouble.text(e));
      } catch (StoreException e) {
        again(from, String.valueOf(e.getMessage()));
      }
    }

    /** What has arrived meanwhile is handed on together, which is much cheaper under load. */
    @Override
    public void events(List<Event> events) {
      if (live) {
        if (arrived.isEmpty()) {
          submit(this::deliver);
        }
        arrived.addAll(events);
      }
    }

    private void deliver() {
      List<Event> events = List.copyOf(arrived);
      arrived.clear();
      if (receiver == this && live && !events.isEmpty()) {
        deliver(events);
      }
    }

    private void deliver(List<Event> events) {
      KeyValue newest = events.getLast().getKv();
      if (newest.getModRevision() <= position) {
        return;
      }
      try {
        List<Change> batch = changes.after(position, events);
        learn(events);
        last = newest;
        lastEvent = newest.getModRevision();
        sawLastEvent = true;
        advance(batch, newest.getModRevision());
      } catch (CompactedException e) {
        lose(e);
      }
    }

    private void learn(List<Event> events) {
      for (Event event : events) {
        KeyValue pair = event.getKv();
        if (keys.isOwn(pair.getKey())) {
          consumer.own(pair, event.getType() == Event.EventType.DELETE);
        }
      }
    }

    @Override
    public void progress(long revision) {
      deliver();
      if (live && revision > position) {
        advance(List.of(), revision);
      }
    }

    private void advance(List<Change> batch, long revision) {
      consumer.changes(batch, revision);
      position = revision;
      consumer.advanced();
    }

    @Override
    public void ended(long compacted, String why) {
      if (compacted > 0) {
        lose(new CompactedException(compacted));
      } else {
        again(from, why);
      }
    }
  }
}
