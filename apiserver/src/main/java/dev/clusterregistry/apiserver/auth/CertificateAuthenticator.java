package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the holders of client certificates that the bundle's authorities signed: the common name is
 * the user, each organisation a group. The bundle is read again when it changes.
 *
 * <p>A certificate is verified once and remembered until it expires or the bundle changes, so that
 * the further requests of a connection cost a look into a map.
 */
public final class CertificateAuthenticator implements Authenticator {
  private static final int REMEMBERED = 8192;

  /** Only good certificates are remembered, so that nobody else can fill the memory. */
  private record Remembered(Result result, ClientAuthorities authorities, long untilMillis) {}

  private final ReloadedFile<ClientAuthorities> bundle;
  private final InstantSource clock;
  private final ConcurrentHashMap<X509Certificate, Remembered> remembered =
      new ConcurrentHashMap<>();

  /**
   * @param bundle of certificates in PEM
   * @throws IOException if the bundle cannot be read or holds no certificate
   */
  public CertificateAuthenticator(Path bundle, InstantSource clock) throws IOException {
    this.bundle = new ReloadedFile<>(bundle, contents -> ClientAuthorities.parse(bundle, contents));
    this.clock = clock;
  }

  @Override
  public Result authenticate(ApiRequest request) {
    List<X509Certificate> chain = request.clientCertificates();
    if (chain.isEmpty()) {
      return Result.NONE;
    }
    ClientAuthorities authorities = bundle.current(request);
    Remembered known = remembered.get(chain.get(0));
    if (known != null && isGood(known, authorities)) {
      return known.result;
    }
    request.blocking();
    return verify(chain, authorities);
  }

  private boolean isGood(Remembered known, ClientAuthorities authorities) {
    return known.authorities == authorities && clock.millis() <= known.untilMillis;
  }

  private Result verify(List<X509Certificate> chain, ClientAuthorities authorities) {
    ClientAuthorities.Verdict verdict = authorities.verify(chain, clock.instant());
    return switch (verdict) {
      case ClientAuthorities.Verdict.Bad bad -> new Result.Rejected(bad.reason());
      case ClientAuthorities.Verdict.Good good -> {
        Result result = CertificateSubject.user(chain.get(0));
        if (remembered.size() >= REMEMBERED) {
          remembered.clear();
        }
        remembered.put(
            chain.get(0), new Remembered(result, authorities, good.notAfter().toEpochMilli()));
        yield result;
      }
    };
  }
}
