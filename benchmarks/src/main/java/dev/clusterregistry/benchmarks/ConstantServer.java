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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The server's transport with nothing behind it: what no handler can be faster than. {@code /1600}
 * is answered with so many bytes, {@code /list/10000/1600} with so many pieces of so many bytes,
 * both with the headers that the registry's replies have.
 */
public final class ConstantServer {
  private static final String AUDIT_ID = "6f1c2b7e-3d94-4a58-9e0b-5c7a8d2f4e61";
  private static final Map<Integer, byte[]> PIECES = new ConcurrentHashMap<>();

  private ConstantServer() {}

  public static void main(String[] arguments) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TlsOptions tls = TlsOptions.of(Path.of(arguments[0]), Path.of(arguments[1]));
    HttpServer server = new HttpServer(HttpOptions.of(any, tls), ConstantServer::answer);
    server.start();
    System.out.println("https://127.0.0.1:" + server.port());
  }

  private static Reply answer(ApiRequest request) {
    Headers headers =
        Headers.of("Content-Type", "application/json")
            .add("Audit-Id", AUDIT_ID)
            .add("Cache-Control", "no-cache, private");
    String[] path = request.path().split("/");
    if (path[1].equals("list")) {
      StreamSource pieces = new Pieces(Integer.parseInt(path[2]), piece(path[3]));
      return new Reply.Streaming(200, headers, false, pieces);
    }
    return new Reply.Full(200, headers, piece(path[1]));
  }

  private static byte[] piece(String length) {
    return PIECES.computeIfAbsent(
        Integer.parseInt(length),
        bytes -> {
          byte[] piece = new byte[bytes];
          Arrays.fill(piece, (byte) 'x');
          return piece;
        });
  }

  private static final class Pieces implements StreamSource {
    private final byte[] piece;
    private int left;
    private @Nullable StreamChannel open;

    Pieces(int count, byte[] piece) {
      this.left = count;
      this.piece = piece;
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
        channel.append(piece, 0, piece.length);
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
