package dev.clusterregistry.apiserver.http;

/** Whether there is time to wait: asked by everything that may have to, before it does. */
@FunctionalInterface
public interface Patience {

  /** Of someone who is on no event loop. */
  Patience ENDLESS = () -> {};

  /** Throws {@link WouldBlockException} on an event loop, and does nothing elsewhere. */
  void blocking();

  /**
   * Whether whoever asks others must ask them now, though what they said a while ago is still good
   * enough for most.
   */
  default boolean insists() {
    return false;
  }
}
