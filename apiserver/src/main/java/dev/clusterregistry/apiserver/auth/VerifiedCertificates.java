package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What client certificates mean, once they are verified against bundles of authorities. What is
 * remembered of a bundle that has changed is void.
 *
 * <p>A certificate is verified once and remembered until it expires or a bundle changes, so that
 * the further requests of a connection cost a look into a map. Bad ones are remembered apart and
 * for seconds only: nobody can push the good ones out with certificates of their own making.
 */
final class VerifiedCertificates<V> {
  private static final int GOOD = 8192;
  private static final int BAD = 1024;
  private static final long BAD_MILLIS = 10_000;

  private record Remembered<V>(V value, ClientAuthorities[] authorities, long untilMillis) {}

  private final List<? extends Current<ClientAuthorities>> bundles;
  private final InstantSource clock;
  private final Function<X509Certificate, V> good;
  private final Function<String, V> bad;
  private final ConcurrentHashMap<X509Certificate, Remembered<V>> goodOnes =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<X509Certificate, Remembered<V>> badOnes =
      new ConcurrentHashMap<>();

  /**
   * @param bundles what one of them vouches for is good
   * @param good what a good certificate means
   * @param bad what a bad one means, from the reason
   */
  VerifiedCertificates(
      List<? extends Current<ClientAuthorities>> bundles,
      InstantSource clock,
      Function<X509Certificate, V> good,
      Function<String, V> bad) {
    this.bundles = List.copyOf(bundles);
    this.clock = clock;
    this.good = good;
    this.bad = bad;
  }

  /** Whether nobody vouches for anybody: certificates mean nothing then, good or bad. */
  boolean meaningless(ApiRequest request) {
    for (Current<ClientAuthorities> bundle : bundles) {
      if (!bundle.current(request).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param request with a certificate at least
   */
  V of(ApiRequest request) {
    X509Certificate leaf = request.clientCertificates().get(0);
    long now = clock.millis();
    @Nullable V known = recall(goodOnes, leaf, request, now);
    if (known == null) {
      known = recall(badOnes, leaf, request, now);
    }
    if (known != null) {
      return known;
    }
    request.blocking();
    return verify(request);
  }

  private @Nullable V recall(
      ConcurrentHashMap<X509Certificate, Remembered<V>> map,
      X509Certificate leaf,
      ApiRequest request,
      long now) {
    Remembered<V> known = map.get(leaf);
    if (known == null || now > known.untilMillis) {
      return null;
    }
    for (int i = 0; i < known.authorities.length; i++) {
      if (bundles.get(i).current(request) != known.authorities[i]) {
        return null;
      }
    }
    return known.value;
  }

  private V verify(ApiRequest request) {
    List<X509Certificate> chain = request.clientCertificates();
    ClientAuthorities[] authorities = new ClientAuthorities[bundles.size()];
    for (int i = 0; i < authorities.length; i++) {
      authorities[i] = bundles.get(i).current(request);
    }
    String reason = "";
    for (ClientAuthorities each : authorities) {
      switch (each.verify(chain, clock.instant())) {
        case ClientAuthorities.Verdict.Good verdict -> {
          V value = good.apply(chain.get(0));
          long until = verdict.notAfter().toEpochMilli();
          keep(goodOnes, GOOD, chain.get(0), new Remembered<>(value, authorities, until));
          return value;
        }
        case ClientAuthorities.Verdict.Bad verdict -> reason = verdict.reason();
      }
    }
    V value = bad.apply(reason);
    long until = clock.millis() + BAD_MILLIS;
    keep(badOnes, BAD, chain.get(0), new Remembered<>(value, authorities, until));
    return value;
  }

  private static <V> void keep(
      ConcurrentHashMap<X509Certificate, Remembered<V>> map,
      int limit,
      X509Certificate certificate,
      Remembered<V> value) {
    if (map.size() >= limit) {
      map.clear();
    }
    map.put(certificate, value);
  }
}
