package dev.clusterregistry.clusterregistry.aggregated;

import dev.clusterregistry.apiserver.auth.ClientAuthorities;
import dev.clusterregistry.apiserver.auth.Current;
import dev.clusterregistry.apiserver.auth.ProxyHeaders;
import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import dev.clusterregistry.apiserver.auth.delegation.HostTrustFeed;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.aggregated.AggregatedSettings.Authentication;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed: of users and of proxies. What the settings name is believed,
 * else what the host says, else nobody.
 */
record Trust(
    Current<ClientAuthorities> clients,
    Current<ClientAuthorities> proxies,
    Current<ProxyHeaders> headers) {

  /**
   * @param feed null if the host is not asked
   * @throws ProgramException if a file cannot be used
   */
  static Trust of(Authentication settings, @Nullable HostTrustFeed feed) {
    Current<ClientAuthorities> nobody = Current.always(ClientAuthorities.NONE);
    Path clientCaFile = settings.clientCaFile();
    RequestHeaderOptions proxy = settings.frontProxy();
    Current<ClientAuthorities> clients = feed == null ? nobody : feed.clients();
    Current<ClientAuthorities> proxies = feed == null ? nobody : feed.proxies();
    Current<ProxyHeaders> headers =
        feed == null ? Current.always(ProxyHeaders.NONE) : feed.headers();
    return new Trust(
        clientCaFile == null ? clients : following(clientCaFile),
        proxy == null ? proxies : following(proxy.authorities()),
        proxy == null ? headers : Current.always(proxy.headers()));
  }

  private static Current<ClientAuthorities> following(Path bundle) {
    try {
      return ClientAuthorities.following(bundle);
    } catch (IOException e) {
      throw new ProgramException("authorities cannot be read: " + PrivateFile.reason(e), e);
    }
  }

  List<X509Certificate> certificates() {
    List<X509Certificate> all = new ArrayList<>(clients.current(Patience.ENDLESS).certificates());
    all.addAll(proxies.current(Patience.ENDLESS).certificates());
    return all;
  }
}
