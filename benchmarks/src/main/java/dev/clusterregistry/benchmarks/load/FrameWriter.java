package dev.clusterregistry.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes a client's HTTP/2 frames. */
final class FrameWriter {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int ENABLE_PUSH = 2;
  private static final int INITIAL_WINDOW = 4;
  private static final int FRAME_BYTES = 16384;

  private final byte[] introduced;
  private final byte[] known;
  private boolean first = true;

  FrameWriter(String authority, @Nullable String token) {
    HeaderBytes introduction =
        new HeaderBytes()
            .https()
            .rememberAuthority(authority)
            .remember("accept", "application/json")
            .remember("user-agent", "benchmarks");
    HeaderBytes reference = new HeaderBytes().https();
    int fields = token == null ? 3 : 4;
    if (token != null) {
      introduction.remember("authorization", "Bearer " + token);
    }
    for (int age = fields - 1; age >= 0; age--) {
      reference.remembered(age);
    }
    introduced = introduction.toBytes();
    known = reference.toBytes();
  }

  static void preface(ByteBuf out, int streamWindow, int connectionWindow) {
    out.writeBytes(PREFACE);
    head(out, 12, FrameReader.SETTINGS, 0, 0);
    out.writeShort(ENABLE_PUSH).writeInt(0);
    out.writeShort(INITIAL_WINDOW).writeInt(streamWindow);
    windowUpdate(out, 0, connectionWindow - 65535);
  }

  void request(ByteBuf out, int streamId, Request request) {
    byte[] common = first ? introduced : known;
    first = false;
    byte[] body = request.body();
    int block = request.pseudoHeaders().length + common.length + request.moreHeaders().length;
    int end = body.length == 0 ? FrameReader.END_STREAM : 0;
    head(out, block, FrameReader.HEADERS, FrameReader.END_HEADERS | end, streamId);
    out.writeBytes(request.pseudoHeaders()).writeBytes(common).writeBytes(request.moreHeaders());
    for (int from = 0; from < body.length; from += FRAME_BYTES) {
      int part = Math.min(FRAME_BYTES, body.length - from);
      boolean last = from + part == body.length;
      head(out, part, FrameReader.DATA, last ? FrameReader.END_STREAM : 0, streamId);
      out.writeBytes(body, from, part);
    }
  }

  static void windowUpdate(ByteBuf out, int streamId, int more) {
    head(out, 4, FrameReader.WINDOW_UPDATE, 0, streamId);
    out.writeInt(more);
  }

  static void settingsAck(ByteBuf out) {
    head(out, 0, FrameReader.SETTINGS, FrameReader.ACK, 0);
  }

  static void pingAck(ByteBuf out, long data) {
    head(out, 8, FrameReader.PING, FrameReader.ACK, 0);
    out.writeLong(data);
  }

  static void cancel(ByteBuf out, int streamId) {
    head(out, 4, FrameReader.RESET, 0, streamId);
    out.writeInt(8);
  }

  private static void head(ByteBuf out, int length, int type, int flags, int streamId) {
    out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(streamId);
  }
}
