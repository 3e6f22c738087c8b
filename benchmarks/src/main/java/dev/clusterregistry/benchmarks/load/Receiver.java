package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** Takes one response, on the event loop of its connection. */
public interface Receiver {

  default void status(int status) {}

  /**
   * The next bytes of the body: {@code length} bytes from the buffer's reader index on, which is to
   * be left where it is. Valid during the call.
   */
  default void data(ByteBuf part, int length) {}

  /**
   * The last call.
   *
   * @param clean false if the stream or the connection broke
   */
  void done(boolean clean);
}
