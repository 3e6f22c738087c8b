package dev.clusterregistry.apiserver.http;

/** One open streamed reply, confined to its event loop. */
public interface StreamChannel {

  Loop loop();

  /**
   * False when enough is buffered, in this stream or its connection, or when the stream has had its
   * share of the loop for now: wait for {@link StreamSource#writable}. A source that looks here
   * before each write of up to 64 KiB is fair to the others.
   */
  boolean isWritable();

  /**
   * Writes and flushes a batch of frames; its bytes are encoded once per loop and shared by all its
   * channels.
   */
  void write(FrameBatch batch);

  /** Copies bytes into the stream's current buffer; buffers go out as they fill. */
  void append(byte[] bytes, int offset, int length);

  /** Sends what {@link #append} gathered. */
  void flush();

  /** Ends the body cleanly: a last chunk, an END_STREAM, a WebSocket close. */
  void end();

  /** Cuts the stream short without a clean end. */
  void abort();
}
