package dev.clusterregistry.apiserver.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Who is at the other end of a connection; the same list of certificates for all its requests. */
record Peer(InetSocketAddress remote, List<X509Certificate> certificates) {

  static Peer of(Channel channel) {
    InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Certificate certificate : tls.engine().getSession().getPeerCertificates()) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (SSLPeerUnverifiedException e) {
      // none was presented
    }
    return new Peer(remote, List.copyOf(certificates));
  }
}
