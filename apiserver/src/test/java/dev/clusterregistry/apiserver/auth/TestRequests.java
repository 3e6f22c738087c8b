package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** Requests as authenticators see them. */
final class TestRequests {
  private TestRequests() {}

  static ApiRequest request(
      List<X509Certificate> certificates, boolean mayBlock, String... headers) {
    Headers all = new Headers();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return new ApiRequest(
        "GET",
        "/",
        "",
        all,
        new byte[0],
        false,
        certificates,
        InetSocketAddress.createUnresolved("c", 1),
        false,
        true,
        mayBlock);
  }

  static ApiRequest with(String... headers) {
    return request(List.of(), true, headers);
  }

  static ApiRequest presenting(X509Certificate certificate, String... headers) {
    return request(List.of(certificate), true, headers);
  }

  static ApiRequest bearing(String token) {
    return with("Authorization", "Bearer " + token);
  }
}
