package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** Takes one response, on the event loop of its connection. */
public interface Receiver {

  default void status(int status) {}

  /** A part of the body, valid during the call. */
  default void data(ByteBuf part) {}

  /**
   * The last call.
   *
   * @param clean false if the stream or the connection broke
   */
  void done(boolean clean);
}
