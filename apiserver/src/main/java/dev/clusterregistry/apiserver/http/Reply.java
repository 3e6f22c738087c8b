package dev.clusterregistry.apiserver.http;

/** What goes back to the client. */
public sealed interface Reply {

  int status();

  /** Still open to additions by filters until the reply is handed to the transport. */
  Headers headers();

  /** A body that is complete. */
  record Full(int status, Headers headers, byte[] body) implements Reply {}

  /**
   * A body that is written as the client takes it: a large list, a watch. If the request asked for
   * a WebSocket and {@code frames} is true, the transport upgrades and sends each frame of a batch
   * as one message.
   */
  record Streaming(int status, Headers headers, boolean frames, StreamSource source)
      implements Reply {}
}
