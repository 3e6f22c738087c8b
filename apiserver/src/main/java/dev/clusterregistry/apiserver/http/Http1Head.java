package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** Writes the head of an HTTP/1 response as bytes. */
final class Http1Head {
  private static final byte[] VERSION = ascii("HTTP/1.1 ");
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] COLON = {':', ' '};

  private Http1Head() {}

  static void status(ByteBuf out, int status) {
    out.writeBytes(VERSION);
    number(out, status);
    out.writeByte(' ');
    text(out, HttpResponseStatus.valueOf(status).reasonPhrase());
    out.writeBytes(CRLF);
  }

  /** All but those that concern the connection, and a Date. */
  static void headers(ByteBuf out, Headers headers) {
    boolean dated = false;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      dated |= name.equalsIgnoreCase("Date");
      if (!connectionSpecific(name)) {
        field(out, name, HeaderText.outgoing(headers.value(i)));
      }
    }
    if (!dated) {
      field(out, "Date", HttpDate.now());
    }
  }

  /** Headers that the transport decides on. */
  static boolean connectionSpecific(String name) {
    return switch (name.length()) {
      case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
      case 14 -> name.equalsIgnoreCase("Content-Length");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }

  static void field(ByteBuf out, String name, CharSequence value) {
    text(out, name);
    out.writeBytes(COLON);
    text(out, value);
    out.writeBytes(CRLF);
  }

  static void length(ByteBuf out, int length) {
    text(out, "Content-Length: ");
    number(out, length);
    out.writeBytes(CRLF);
  }

  static void endOfHeaders(ByteBuf out) {
    out.writeBytes(CRLF);
  }

  private static void number(ByteBuf out, int number) {
    text(out, Integer.toString(number));
  }

  private static void text(ByteBuf out, CharSequence text) {
    if (text instanceof AsciiString bytes) {
      out.writeBytes(bytes.array(), bytes.arrayOffset(), bytes.length());
    } else {
      out.writeCharSequence(text, StandardCharsets.US_ASCII);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
