package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients are asked in the handshake, and what is counted of it. */
class HandshakeTest {

  @ParameterizedTest
  @EnumSource(TlsOptions.Engine.class)
  void clientsAreToldWhoseCertificatesAreOfUse(TlsOptions.Engine engine) throws Exception {
    AskedKeyManager asked = new AskedKeyManager();
    TrustManagerFactory trust = TestTls.trust();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {asked}, trust.getTrustManagers(), null);
    TlsOptions tls = TestTls.options().withEngine(engine);
    try (TestServer server = TestServer.start(request -> TestServer.text("ok"), tls, o -> o);
        SSLSocket socket =
            (SSLSocket)
                context.getSocketFactory().createSocket("localhost", server.server().port())) {
      socket.startHandshake();
    }
    assertThat(asked.issuers).containsExactly(TestTls.authority().getSubjectX500Principal());
  }

  @Test
  void connectionsFailedHandshakesAndBytesAreCounted() throws Exception {
    Counts counts = new Counts();
    try (TestServer server =
        TestServer.start(
            request -> TestServer.text("ok"), options -> options.withListener(counts))) {
      try (RawClient client = new RawClient(server)) {
        client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until("ok");
        assertThat(counts.opened.get()).isEqualTo(1);
        assertThat(counts.closed.get()).isZero();
      }
      Awaitility.await().until(() -> counts.closed.get() == 1);
      assertThat(counts.failed.get()).isZero();
      assertThat(counts.in.get()).isGreaterThan(200);
      assertThat(counts.out.get()).isGreaterThan(500);

      garble(server);
      Awaitility.await().until(() -> counts.failed.get() == 1 && counts.closed.get() == 2);
      assertThat(counts.opened.get()).isEqualTo(2);

      try (Socket plain = new Socket("localhost", server.server().port())) {
        plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        plain.getOutputStream().flush();
        plain.getInputStream().readAllBytes();
      }
      assertThat(counts.failed.get()).isEqualTo(2);
    }
  }

  /** A TLS record that begins a handshake and then makes no sense. */
  private static void garble(TestServer server) throws IOException {
    try (Socket socket = new Socket("localhost", server.server().port())) {
      socket.getOutputStream().write(new byte[] {22, 3, 1, 0, 5});
      socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.getInputStream().readAllBytes();
    }
  }

  private static final class Counts implements TransportListener {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicLong in = new AtomicLong();
    final AtomicLong out = new AtomicLong();

    @Override
    public void connectionOpened() {
      opened.incrementAndGet();
    }

    @Override
    public void connectionClosed() {
      closed.incrementAndGet();
    }

    @Override
    public void handshakeFailed() {
      failed.incrementAndGet();
    }

    @Override
    public void received(int bytes) {
      in.addAndGet(bytes);
    }

    @Override
    public void sent(int bytes) {
      out.addAndGet(bytes);
    }
  }

  /** Notes which issuers the server names; has no certificate to offer. */
  private static final class AskedKeyManager implements X509KeyManager {
    final List<Principal> issuers = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] named, @Nullable Socket socket) {
      if (named != null && issuers.isEmpty()) {
        issuers.addAll(List.of(named));
      }
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] named) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] named) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] named, @Nullable Socket socket) {
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }
}
