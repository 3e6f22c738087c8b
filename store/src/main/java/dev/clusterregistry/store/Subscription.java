package dev.clusterregistry.store;

/** A running watch. After {@link #close} returns, its sink is not called again. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
