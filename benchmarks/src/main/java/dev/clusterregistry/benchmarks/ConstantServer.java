package dev.clusterregistry.benchmarks;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.HttpServer;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import dev.clusterregistry.apiserver.http.TlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The server's transport with nothing behind it: what no handler can be faster than. {@code /1024}
 * is answered with so many bytes, {@code /list/10000} with so many pieces of 1 KiB.
 */
public final class ConstantServer {
  private static final byte[] PIECE = new byte[1024];

  private ConstantServer() {}

  public static void main(String[] arguments) throws IOException {
    Arrays.fill(PIECE, (byte) 'x');
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TlsOptions tls = TlsOptions.of(Path.of(arguments[0]), Path.of(arguments[1]));
    HttpServer server = new HttpServer(HttpOptions.of(any, tls), ConstantServer::answer);
    server.start();
    System.out.println("https://127.0.0.1:" + server.port());
  }

  private static Reply answer(ApiRequest request) {
    Headers headers = Headers.of("Content-Type", "application/json");
    if (request.path().startsWith("/list/")) {
      int pieces = Integer.parseInt(request.path().substring(6));
      return new Reply.Streaming(200, headers, false, new Pieces(pieces));
    }
    return new Reply.Full(200, headers, PIECE);
  }

  private static final class Pieces implements StreamSource {
    private int left;
    private @Nullable StreamChannel open;

    Pieces(int count) {
      left = count;
    }

    @Override
    public void opened(StreamChannel channel) {
      open = channel;
      writable();
    }

    @Override
    public void writable() {
      StreamChannel channel = open;
      if (channel == null) {
        return;
      }
      while (left > 0 && channel.isWritable()) {
        channel.append(PIECE, 0, PIECE.length);
        left--;
      }
      if (left == 0) {
        channel.end();
      } else {
        channel.flush();
      }
    }

    @Override
    public void closed() {
      open = null;
    }
  }
}
