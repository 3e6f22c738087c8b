package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.UnusableStoreException;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that go with connections to etcd, read again whenever their files change.
 * Certificates are renewed by others, one file after the other: while they do not fit together, the
 * last ones that did are used.
 */
final class TlsFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  private final EtcdOptions.Tls files;
  private Contents seen;

  /** What the files hold, compared byte by byte. */
  private record Contents(List<byte[]> files) {

    boolean sameAs(Contents other) {
      for (int i = 0; i < files.size(); i++) {
        if (!Arrays.equals(files.get(i), other.files.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  TlsFiles(EtcdOptions.Tls files) {
    this.files = files;
    this.seen = contents();
  }

  /**
   * @throws UnusableStoreException if the files make no sense
   */
  SslContext context() {
    try {
      return make();
    } catch (IOException | CertificateException | IllegalArgumentException e) {
      throw new UnusableStoreException("the certificates for etcd cannot be used: " + reason(e), e);
    }
  }

  /** What the files say now; null if that is what they said before, or makes no sense yet. */
  @Nullable SslContext changed() {
    Contents now = contents();
    if (now.sameAs(seen)) {
      return null;
    }
    seen = now;
    try {
      SslContext context = make();
      LOG.info("the certificates for etcd have changed and are used from now on");
      return context;
    } catch (IOException | CertificateException | IllegalArgumentException e) {
      LOG.warn("the new certificates for etcd cannot be used, the old ones stay: {}", reason(e));
      return null;
    }
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException missing
        ? missing.getFile() + " is not there"
        : String.valueOf(e.getMessage());
  }

  private SslContext make() throws IOException, CertificateException {
    SslContextBuilder context = GrpcSslContexts.forClient();
    Path authority = files.caFile();
    if (authority != null) {
      context.trustManager(certificates(authority));
    }
    Path certificate = files.certFile();
    Path key = files.keyFile();
    if (certificate != null && key != null) {
      context.keyManager(files.keys().read(key), certificates(certificate));
    }
    return context.build();
  }

  private static X509Certificate[] certificates(Path file)
      throws IOException, CertificateException {
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toArray(X509Certificate[]::new);
    }
  }

  private Contents contents() {
    return new Contents(
        List.of(content(files.caFile()), content(files.certFile()), content(files.keyFile())));
  }

  private static byte[] content(@Nullable Path file) {
    try {
      return file == null ? new byte[0] : Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0]; // said when they are used
    }
  }
}
