package dev.clusterregistry.apiserver.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/** Makes the TLS context out of the files; fails with one clear line if they cannot serve. */
final class TlsContexts {
  private TlsContexts() {}

  static ServingTls open(TlsOptions options) throws IOException {
    List<X509Certificate> chain = PemFiles.certificates(options.certificate());
    PrivateKey key = PemFiles.privateKey(options.privateKey());
    SslProvider provider = provider(options.engine());
    requirePair(options, provider, chain.getFirst(), key);
    KeyManagerFactory keys = new OneKey(key, chain);
    if (provider == SslProvider.OPENSSL) {
      // Else the key would be handed to BoringSSL anew with every handshake.
      keys = new OpenSslCachingX509KeyManagerFactory(keys);
    }
    SslContext context =
        SslContextBuilder.forServer(keys)
            .sslProvider(provider)
            .protocols("TLSv1.3", "TLSv1.2")
            .clientAuth(ClientAuth.OPTIONAL)
            .trustManager(new AcceptAnyCertificate(options.clientAuthorities()))
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1))
            .build();
    return new ServingTls(context, expires(chain));
  }

  private static Instant expires(List<X509Certificate> chain) {
    return chain.stream()
        .map(one -> one.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  static SslProvider provider(TlsOptions.Engine engine) {
    return switch (engine) {
      case JDK -> SslProvider.JDK;
      case FASTEST -> OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    };
  }

  private static void requirePair(
      TlsOptions options, SslProvider provider, X509Certificate certificate, PrivateKey key)
      throws IOException {
    if (provider == SslProvider.OPENSSL && KeyPairs.isPairNatively(certificate, key)) {
      return;
    }
    if (!KeyPairs.isPair(certificate, key)) {
      throw new IOException(
          options.privateKey() + ": is not the key of the certificate " + options.certificate());
    }
  }
}
