package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** The answer to bytes that are not an acceptable HTTP/1 request; the connection ends with it. */
record Refusal(int status, String text) {

  ByteBuf encode(ByteBufAllocator allocator) {
    String line = status + " " + text;
    String message =
        "HTTP/1.1 "
            + line
            + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: "
            + line.length()
            + "\r\n\r\n"
            + line;
    ByteBuf out = allocator.directBuffer(message.length());
    out.writeCharSequence(message, StandardCharsets.US_ASCII);
    return out;
  }
}
