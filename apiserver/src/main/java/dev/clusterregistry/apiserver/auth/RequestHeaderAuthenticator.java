package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Believes a proxy that has authenticated the user and says in headers who it is. The headers count
 * only beside a client certificate of the proxy's: from anybody else they are ignored. Nothing
 * behind the authenticators reads them.
 */
public final class RequestHeaderAuthenticator implements Authenticator {

  /** Whether a certificate is a proxy's. */
  private sealed interface Bearer {
    record Proxy() implements Bearer {}

    record Stranger(Result rejected) implements Bearer {}
  }

  private static final Bearer PROXY = new Bearer.Proxy();

  private final RequestHeaderOptions options;
  private final VerifiedCertificates<Bearer> certificates;

  /**
   * @throws IOException if the authorities cannot be read or are none
   */
  public RequestHeaderAuthenticator(RequestHeaderOptions options, InstantSource clock)
      throws IOException {
    this.options = options;
    this.certificates =
        new VerifiedCertificates<>(
            List.of(options.authorities()),
            clock,
            this::named,
            reason -> new Bearer.Stranger(new Result.Rejected(reason)));
  }

  private Bearer named(X509Certificate certificate) {
    List<String> allowed = options.allowedNames();
    return allowed.isEmpty() || allowed.contains(CertificateSubject.commonName(certificate))
        ? PROXY
        : new Bearer.Stranger(new Result.Rejected("the certificate is of no allowed proxy"));
  }

  @Override
  public Result authenticate(ApiRequest request) {
    if (request.clientCertificates().isEmpty()) {
      return Result.NONE;
    }
    return switch (certificates.of(request)) {
      case Bearer.Stranger stranger -> stranger.rejected();
      case Bearer.Proxy proxy -> user(request.headers());
    };
  }

  private Result user(Headers headers) {
    String name = first(headers, options.userHeaders());
    if (name.isEmpty()) {
      return Result.NONE;
    }
    List<String> groups = new ArrayList<>();
    for (String header : options.groupHeaders()) {
      for (String group : headers.all(header)) {
        if (!group.isEmpty()) {
          groups.add(group);
        }
      }
    }
    return new Result.Known(
        User.authenticated(name, first(headers, options.uidHeaders()), groups, extra(headers)));
  }

  private static String first(Headers headers, List<String> names) {
    for (String name : names) {
      String value = headers.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private Map<String, List<String>> extra(Headers headers) {
    Map<String, List<String>> extra = new HashMap<>();
    for (String prefix : options.extraPrefixes()) {
      for (int i = 0; i < headers.size(); i++) {
        String name = headers.name(i);
        if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
          extra
              .computeIfAbsent(
                  ExtraKey.of(name.substring(prefix.length())), key -> new ArrayList<>(1))
              .add(headers.value(i));
        }
      }
    }
    return extra;
  }
}
