package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows the holders of client certificates that the bundles' authorities signed: the common name is
 * the user, each organisation a group.
 */
public final class CertificateAuthenticator implements Authenticator {
  private final VerifiedCertificates<Result> certificates;

  /**
   * @param bundles of certificates in PEM
   * @throws IOException if a bundle cannot be read or holds no certificate
   */
  public CertificateAuthenticator(List<Path> bundles, InstantSource clock) throws IOException {
    this(clock, files(bundles));
  }

  public CertificateAuthenticator(
      InstantSource clock, List<? extends Current<ClientAuthorities>> bundles) {
    certificates =
        new VerifiedCertificates<>(bundles, clock, CertificateSubject::user, Result.Rejected::new);
  }

  private static List<Current<ClientAuthorities>> files(List<Path> bundles) throws IOException {
    List<Current<ClientAuthorities>> files = new ArrayList<>(2);
    for (Path bundle : bundles) {
      files.add(ClientAuthorities.following(bundle));
    }
    return files;
  }

  @Override
  public Result authenticate(ApiRequest request) {
    return request.clientCertificates().isEmpty() || certificates.meaningless(request)
        ? Result.NONE
        : certificates.of(request);
  }
}
