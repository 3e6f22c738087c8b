package dev.clusterregistry.apiserver.http;

/** Whether there is time to wait: asked by everything that may have to, before it does. */
@FunctionalInterface
public interface Patience {

  /** Of someone who is on no event loop. */
  Patience ENDLESS = () -> {};

  /** Throws {@link WouldBlockException} on an event loop, and does nothing elsewhere. */
  void blocking();
}
