package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.request.User;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Reads the user from the subject of a verified certificate. */
final class CertificateSubject {
  /** Kubernetes' object identifier of a user's uid. */
  private static final Map<String, String> KEYWORDS =
      Map.of("1.3.6.1.4.1.57683.2", "KUBERNETESUID");

  private CertificateSubject() {}

  /** A certificate without a common name identifies nobody. */
  static Authenticator.Result user(X509Certificate certificate) {
    try {
      LdapName subject = new LdapName(name(certificate));
      String name = commonName(subject);
      if (name.isEmpty()) {
        return Authenticator.Result.NONE;
      }
      List<String> uids = values(subject, "KUBERNETESUID");
      return new Authenticator.Result.Known(
          User.authenticated(
              name,
              uids.isEmpty() ? "" : uids.get(0),
              values(subject, "O"),
              Map.of(
                  "authentication.kubernetes.io/credential-id",
                  List.of("X509SHA256=" + fingerprint(certificate)))));
    } catch (NamingException | CertificateEncodingException e) {
      return new Authenticator.Result.Rejected("unreadable certificate subject: " + e.getMessage());
    }
  }

  /** Empty if there is none. */
  static String commonName(X509Certificate certificate) {
    try {
      return commonName(new LdapName(name(certificate)));
    } catch (NamingException e) {
      return "";
    }
  }

  private static String commonName(LdapName subject) throws NamingException {
    List<String> names = values(subject, "CN");
    return names.isEmpty() ? "" : names.get(names.size() - 1);
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253, KEYWORDS);
  }

  /** In the order of the certificate, also where one relative name holds several values. */
  private static List<String> values(LdapName subject, String type)
      throws NamingException, InvalidNameException {
    List<String> values = new ArrayList<>();
    for (Rdn rdn : subject.getRdns()) {
      Attribute attribute = rdn.toAttributes().get(type);
      if (attribute != null) {
        NamingEnumeration<?> all = attribute.getAll();
        while (all.hasMore()) {
          if (all.next() instanceof String text) {
            values.add(text);
          }
        }
      }
    }
    return values;
  }

  private static String fingerprint(X509Certificate certificate)
      throws CertificateEncodingException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
