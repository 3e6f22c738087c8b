package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Cuts a connection's bytes into HTTP/2 frames. The payload of DATA is handed on in the pieces in
 * which it arrives, uncopied; other frames are handed on whole.
 */
final class FrameReader {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GO_AWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;

  static final int HEAD_BYTES = 9;

  /** Is told of the frames; may read but not move the buffers. */
  interface Sink {
    /** A piece of a DATA frame. */
    void data(int streamId, ByteBuf part, int length);

    /** The DATA frame is over. */
    void dataEnd(int streamId, int length, boolean endStream);

    void frame(int type, int flags, int streamId, ByteBuf payload, int length);
  }

  private final Sink sink;
  private final ByteBuf gathered;
  private boolean inData;
  private int length;
  private int left;
  private int flags;
  private int streamId;

  FrameReader(Sink sink, ByteBufAllocator allocator) {
    this.sink = sink;
    this.gathered = allocator.heapBuffer(1024);
  }

  void close() {
    gathered.release();
  }

  /** Reads the buffer to its end. */
  void read(ByteBuf in) {
    while (in.isReadable()) {
      if (inData) {
        data(in);
      } else if (gathered.isReadable()) {
        gather(in);
      } else if (!frame(in)) {
        gathered.clear().writeBytes(in);
      }
    }
  }

  /** What was gathered is the beginning of a frame that goes on in the buffer. */
  private void gather(ByteBuf in) {
    int wanted = HEAD_BYTES;
    if (gathered.readableBytes() >= HEAD_BYTES) {
      wanted += gathered.getUnsignedMedium(gathered.readerIndex());
    }
    gathered.writeBytes(in, Math.min(wanted - gathered.readableBytes(), in.readableBytes()));
    if (gathered.readableBytes() >= HEAD_BYTES && frame(gathered)) {
      gathered.clear();
    }
  }

  /** Takes a frame off the buffer, of DATA only the head; false if it is not all there. */
  private boolean frame(ByteBuf in) {
    if (in.readableBytes() < HEAD_BYTES) {
      return false;
    }
    int at = in.readerIndex();
    length = in.getUnsignedMedium(at);
    int type = in.getUnsignedByte(at + 3);
    flags = in.getUnsignedByte(at + 4);
    streamId = in.getInt(at + 5) & Integer.MAX_VALUE;
    if (type == DATA) {
      in.skipBytes(HEAD_BYTES);
      if ((flags & PADDED) != 0) {
        throw new IllegalStateException("padding is not understood");
      }
      inData = true;
      left = length;
      endOfData();
      return true;
    }
    if (in.readableBytes() < HEAD_BYTES + length) {
      return false;
    }
    in.skipBytes(HEAD_BYTES);
    sink.frame(type, flags, streamId, in, length);
    in.skipBytes(length);
    return true;
  }

  private void data(ByteBuf in) {
    int part = Math.min(left, in.readableBytes());
    sink.data(streamId, in, part);
    in.skipBytes(part);
    left -= part;
    endOfData();
  }

  private void endOfData() {
    if (left == 0) {
      inData = false;
      sink.dataEnd(streamId, length, (flags & END_STREAM) != 0);
    }
  }
}
