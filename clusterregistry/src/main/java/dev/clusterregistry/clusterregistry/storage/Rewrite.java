package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.WriteResult;
import dev.clusterregistry.store.encryption.EncryptedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Stores every value anew that is stored in another form than it would be now, after keys have
 * changed. What somebody else writes meanwhile is in the new form by that.
 *
 * @param rewritten how many were
 * @param current how many were in the new form already
 * @param unreadable keys whose values could not be opened, and stay as they are
 */
public record Rewrite(int rewritten, int current, List<String> unreadable) {

  /**
   * @param store encrypted with the new keys
   * @param progress is told how many are written, now and then
   */
  public static Rewrite run(Store store, Consumer<Integer> progress) {
    List<Entry> outdated = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    int current = 0;
    for (Entry entry : store.scan("").entries()) {
      if (!entry.outdated()) {
        current++;
      } else if (entry.value().length > 0 && entry.value()[0] == EncryptedStore.UNREADABLE) {
        unreadable.add(entry.key());
      } else {
        outdated.add(entry);
      }
    }
    AtomicInteger rewritten = new AtomicInteger();
    Crew.work(
        outdated,
        entry -> {
          if (store.put(entry.key(), entry.value(), entry.revision())
              instanceof WriteResult.Committed) {
            rewritten.incrementAndGet();
          }
        },
        progress);
    return new Rewrite(rewritten.get(), current, List.copyOf(unreadable));
  }
}
