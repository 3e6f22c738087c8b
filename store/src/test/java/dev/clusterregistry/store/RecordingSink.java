package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a subscription delivers, and notices at once if it is out of order. */
public final class RecordingSink implements ChangeSink {
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private volatile long reached;
  private volatile @Nullable StoreException lost;

  @Override
  public void changes(List<Change> batch) {
    for (Change change : batch) {
      if (change.revision() <= reached) {
        throw new AssertionError(change.revision() + " delivered after " + reached);
      }
      reached = change.revision();
    }
    changes.addAll(batch);
  }

  @Override
  public void progress(long revision) {
    if (revision < reached) {
      throw new AssertionError("progress " + revision + " after " + reached);
    }
    reached = revision;
  }

  @Override
  public void lost(StoreException reason) {
    lost = reason;
  }

  public @Nullable StoreException lost() {
    return lost;
  }

  public List<Change> changes() {
    return changes;
  }

  /** The changes so far, as {@code revision key=value} or {@code revision key deleted}. */
  public List<String> story() {
    List<String> story = new ArrayList<>();
    for (Change change : changes) {
      byte[] value = change.value();
      story.add(
          change.revision()
              + " "
              + change.key()
              + (value == null ? " deleted" : "=" + new String(value, UTF_8)));
    }
    return story;
  }

  public RecordingSink awaitRevision(long revision) {
    await().until(() -> reached >= revision);
    return this;
  }
}
