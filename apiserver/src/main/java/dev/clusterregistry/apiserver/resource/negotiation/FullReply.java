package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a reply of a body that is complete, compressed if it is large and the client wants that.
 */
public final class FullReply {
  /** Bodies above this size are compressed for those who accept it. */
  public static final int LARGE = 128 * 1024;

  private FullReply() {}

  public static Reply of(ApiRequest request, int status, Format format, byte[] body) {
    Headers headers = Headers.of("Content-Type", format.contentType());
    if (body.length <= LARGE || !acceptsGzip(request)) {
      return new Reply.Full(status, headers, body);
    }
    markCompressed(headers);
    return new Reply.Full(status, headers, gzip(body));
  }

  /** Says in the headers that the body is compressed. */
  public static void markCompressed(Headers headers) {
    headers.add("Content-Encoding", "gzip");
    headers.add("Vary", "Accept-Encoding");
  }

  /** Kubernetes looks for the bare token: one with a quality does not count. */
  public static boolean acceptsGzip(ApiRequest request) {
    String accepted = request.headers().get("Accept-Encoding");
    if (accepted == null) {
      return false;
    }
    int start = 0;
    while (start <= accepted.length()) {
      int comma = accepted.indexOf(',', start);
      int end = comma < 0 ? accepted.length() : comma;
      if (accepted.substring(start, end).strip().equals("gzip")) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (OutputStream gzip = new FastGzip(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Speed over size, as kube-apiserver has it. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
