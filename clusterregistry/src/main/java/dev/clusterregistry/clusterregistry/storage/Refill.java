package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a store that may be in use, such as one on etcd, hold exactly what another one held, by
 * ordinary writes: whoever watches sees them. One that was interrupted is taken up again by running
 * it again.
 */
public final class Refill {
  private final Store target;
  private final List<Write> writes = new ArrayList<>();
  private int foreign;

  /**
   * @param value null to delete
   * @param revision of what is there; 0 if nothing is
   */
  private record Write(String key, byte @Nullable [] value, long revision) {}

  /**
   * @param target to be filled
   * @param wanted all that it is to hold, as it is to be stored
   */
  public Refill(Store target, List<Entry> wanted) {
    this.target = target;
    Map<String, Entry> there = new HashMap<>();
    for (Entry entry : target.scan("").entries()) {
      there.put(entry.key(), entry);
    }
    for (Entry entry : wanted) {
      Entry old = there.remove(entry.key());
      if (old == null) {
        writes.add(new Write(entry.key(), entry.value(), 0));
      } else if (!Arrays.equals(old.value(), entry.value())) {
        foreign++;
        writes.add(new Write(entry.key(), entry.value(), old.revision()));
      }
    }
    for (Entry left : there.values()) {
      foreign++;
      writes.add(new Write(left.key(), null, left.revision()));
    }
  }

  /** How many keys of the target hold something else than they are to. */
  public int foreign() {
    return foreign;
  }

  /**
   * Writes what is missing, and checks that nothing is then.
   *
   * @param progress is told how many are written, now and then
   * @return how many were written
   * @throws ProgramException if somebody else has written meanwhile
   */
  public int run(Contents wanted, Consumer<Integer> progress) {
    AtomicInteger lost = new AtomicInteger();
    Crew.work(
        writes,
        write -> {
          if (result(write) instanceof WriteResult.Conflict) {
            lost.incrementAndGet();
          }
        },
        progress);
    Contents now = Contents.of(target.scan("").entries());
    if (lost.get() > 0 || !now.equals(wanted)) {
      throw new ProgramException(
          "somebody else has written to the target meanwhile: it holds "
              + now
              + " instead of "
              + wanted
              + "; stop the servers and try again");
    }
    return writes.size();
  }

  private WriteResult result(Write write) {
    byte[] value = write.value();
    return value == null
        ? target.delete(write.key(), write.revision())
        : target.put(write.key(), value, write.revision());
  }
}
