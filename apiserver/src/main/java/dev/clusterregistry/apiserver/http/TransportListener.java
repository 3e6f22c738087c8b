package dev.clusterregistry.apiserver.http;

/** Hears what happens on the wire, for metrics. Called on event loops: must not block. */
public interface TransportListener {

  TransportListener NONE = new TransportListener() {};

  default void connectionOpened() {}

  default void connectionClosed() {}

  /** A TLS handshake failed or took too long. */
  default void handshakeFailed() {}

  /** Encrypted bytes came in. */
  default void received(int bytes) {}

  /** Encrypted bytes are on their way out. */
  default void sent(int bytes) {}
}
