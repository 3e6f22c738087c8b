package dev.clusterregistry.store;

/**
 * The history asked for is gone; {@link #oldest} is the lowest revision that a watch may start
 * after.
 */
public final class CompactedException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final long oldest;

  public CompactedException(long oldest) {
    super("history at or below revision " + oldest + " has been compacted");
    this.oldest = oldest;
  }

  public long oldest() {
    return oldest;
  }
}
