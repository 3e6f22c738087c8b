package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.apiserver.http.Patience;
import org.jspecify.annotations.Nullable;

/** Which objects of one resource somebody may see. */
public sealed interface Sight {
  Sight EVERYTHING = new Everything();

  /** All of them, always. */
  record Everything() implements Sight {}

  /** Some of them, and others at other times: a pure function of the revision. */
  non-sealed interface Limited extends Sight {
    /** There is no change. */
    long NONE = Long.MAX_VALUE;

    /** What happened so long ago is not known any more. */
    long FORGOTTEN = -1;

    /**
     * What may be seen as of a revision that the store has reached. Null if that is forgotten.
     * Blocks, or answers at once.
     *
     * @throws dev.clusterregistry.store.StoreException if it has to be read from the store, and
     *     cannot be
     */
    @Nullable ObjectMatch at(long revision, Patience patience);

    /**
     * The first revision above {@code after} and not above {@code until} at which something may
     * have become visible or invisible without being changed itself; {@link #NONE} or {@link
     * #FORGOTTEN}. Never blocks. No object is changed at such a revision.
     */
    long nextChange(long after, long until);
  }
}
