package dev.clusterregistry.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Sends and reads single HTTP/2 frames, so that a test decides what crosses what. */
final class Http2Wire implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  private static final int ACK = 1;

  private final SSLSocket socket;
  private final DataInputStream in;

  record Frame(int type, int flags, int stream, byte[] payload) {
    int number(int offset) {
      int value = 0;
      for (int i = offset; i < offset + 4; i++) {
        value = value << 8 | (payload[i] & 0xff);
      }
      return value;
    }
  }

  Http2Wire(TestServer server) throws IOException {
    socket =
        (SSLSocket)
            TestTls.client().getSocketFactory().createSocket("localhost", server.server().port());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    in = new DataInputStream(socket.getInputStream());
    write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = payload.length;
    out.writeBytes(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
    out.writeBytes(new byte[] {(byte) type, (byte) flags});
    out.writeBytes(number(stream));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static byte[] number(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  Http2Wire send(int type, int flags, int stream, byte[] payload) throws IOException {
    write(frame(type, flags, stream, payload));
    return this;
  }

  static byte[] getFrame(int stream) {
    return frame(HEADERS, END_STREAM | END_HEADERS, stream, head(2, 4));
  }

  /** GET / on each of the streams, in one write. */
  Http2Wire get(int... streams) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int stream : streams) {
      all.writeBytes(getFrame(stream));
    }
    write(all.toByteArray());
    return this;
  }

  /** The beginning of a POST to /. */
  Http2Wire post(int stream) throws IOException {
    return send(HEADERS, END_HEADERS, stream, head(3, 4));
  }

  /** HPACK: method and path from the static table, https, and the authority as a literal. */
  private static byte[] head(int method, int path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) (0x80 | method), (byte) 0x87, (byte) (0x80 | path)});
    out.writeBytes(new byte[] {0x01, 9});
    out.writeBytes("localhost".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /** Opens streams and cancels each at once, in one write. */
  Http2Wire openAndCancel(int firstStream, int count) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int stream = firstStream + 2 * i;
      all.writeBytes(getFrame(stream));
      all.writeBytes(frame(RST_STREAM, 0, stream, number(8)));
    }
    write(all.toByteArray());
    return this;
  }

  Http2Wire acknowledge(Frame ping) throws IOException {
    return send(PING, ACK, 0, ping.payload());
  }

  /** The next frame; throws EOFException after an orderly close. */
  Frame read() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & 0x7fffffff;
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(type, flags, stream, payload);
  }

  Frame next(Predicate<Frame> wanted) throws IOException {
    while (true) {
      Frame frame = read();
      if (wanted.test(frame)) {
        return frame;
      }
    }
  }

  Frame next(int type) throws IOException {
    return next(frame -> frame.type() == type);
  }

  /** All frames until the server ends the connection in order; a reset throws. */
  List<Frame> rest() throws IOException {
    List<Frame> all = new ArrayList<>();
    while (true) {
      try {
        all.add(read());
      } catch (EOFException e) {
        return all;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
