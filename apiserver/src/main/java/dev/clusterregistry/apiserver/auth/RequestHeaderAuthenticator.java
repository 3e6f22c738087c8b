package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
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

  /** Whether a certificate may be a proxy's. */
  private sealed interface Bearer {
    /**
     * @param name its common name
     */
    record Known(String name) implements Bearer {}

    record Stranger(Result rejected) implements Bearer {}
  }

  private static final Result NOT_ALLOWED =
      new Result.Rejected("the certificate is of no allowed proxy");

  private final Current<ProxyHeaders> trusted;
  private final VerifiedCertificates<Bearer> certificates;

  /**
   * @throws IOException if the authorities cannot be read or are none
   */
  public RequestHeaderAuthenticator(RequestHeaderOptions options, InstantSource clock)
      throws IOException {
    this(
        ClientAuthorities.following(options.authorities()),
        Current.always(options.headers()),
        clock);
  }

  /**
   * @param authorities that a proxy's certificate must lead to
   */
  public RequestHeaderAuthenticator(
      Current<ClientAuthorities> authorities, Current<ProxyHeaders> headers, InstantSource clock) {
    this.trusted = headers;
    this.certificates =
        new VerifiedCertificates<>(
            List.of(authorities),
            clock,
            certificate -> new Bearer.Known(CertificateSubject.commonName(certificate)),
            reason -> new Bearer.Stranger(new Result.Rejected(reason)));
  }

  @Override
  public Result authenticate(ApiRequest request) {
    if (request.clientCertificates().isEmpty() || certificates.meaningless(request)) {
      return Result.NONE;
    }
    return switch (certificates.of(request)) {
      case Bearer.Stranger stranger -> stranger.rejected();
      case Bearer.Known proxy -> {
        ProxyHeaders headers = trusted.current(request);
        List<String> allowed = headers.allowedNames();
        yield allowed.isEmpty() || allowed.contains(proxy.name())
            ? user(headers, request.headers())
            : NOT_ALLOWED;
      }
    };
  }

  private static Result user(ProxyHeaders names, Headers headers) {
    String name = first(headers, names.userHeaders());
    if (name.isEmpty()) {
      return Result.NONE;
    }
    List<String> groups = new ArrayList<>();
    for (String header : names.groupHeaders()) {
      for (String group : headers.all(header)) {
        if (!group.isEmpty()) {
          groups.add(group);
        }
      }
    }
    return new Result.Known(
        User.authenticated(
            name,
            first(headers, names.uidHeaders()),
            groups,
            extra(headers, names.extraPrefixes())));
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

  private static Map<String, List<String>> extra(Headers headers, List<String> prefixes) {
    Map<String, List<String>> extra = new HashMap<>();
    for (String prefix : prefixes) {
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
