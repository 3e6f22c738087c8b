package dev.clusterregistry.apiserver.http;

/**
 * Produces a streamed body. All calls come on the stream's event loop, one at a time, and must not
 * block.
 */
public interface StreamSource {

  /** The head of the reply has been written and flushed. */
  void opened(StreamChannel channel);

  /**
   * The channel takes bytes again after {@link StreamChannel#isWritable} was false. May also come
   * when nothing was waited for.
   */
  void writable();

  /**
   * The stream is over: ended by either side, or the connection is lost. Called exactly once, as
   * the last call and never from within a call to the channel; also if the stream was never opened,
   * because the client had gone before or asked for the head alone.
   */
  void closed();
}
