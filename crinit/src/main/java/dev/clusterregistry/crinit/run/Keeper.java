package dev.clusterregistry.crinit.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clusterregistry.crinit.certificate.Authority;
import dev.clusterregistry.crinit.certificate.Issued;
import dev.clusterregistry.crinit.certificate.Passwords;
import dev.clusterregistry.crinit.certificate.Pem;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Settings;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a registry's certificates and secrets; keeps those that are still good. */
public final class Keeper {
  private static final String SERVER = "server.crt";
  private static final String SERVER_KEY = "server.key";
  private static final String TOKENS = "token.csv";
  private static final String PASSWORDS = "basicauth.csv";
  private static final Duration RENEWED_BEFORE = Duration.ofDays(60);

  private final Instant now;

  public Keeper(Instant now) {
    this.now = now;
  }

  /** All that there is to be secret about a new registry. */
  public Facts create(Settings settings, Collection<String> hosts) {
    return create(settings, hosts, null, null);
  }

  /**
   * @param authority the Secret with the authority; null if there is none
   * @param serving the Secret that the server reads; null if there is none
   */
  Facts create(
      Settings settings,
      Collection<String> hosts,
      @Nullable ObjectNode authority,
      @Nullable ObjectNode serving) {
    Registry registry = settings.registry();
    Authority signing =
        authority == null ? Authority.create(registry.name(), now) : authority(authority);
    Set<String> all = new LinkedHashSet<>(registry.hosts());
    all.addAll(hosts);
    Map<String, String> members = new TreeMap<>();
    members.put(Facts.AUTHORITY, signing.own().certificate());
    Issued server = kept(signing, all, serving).orElseGet(() -> signing.server(all));
    members.put(SERVER, server.certificate());
    members.put(SERVER_KEY, server.key());
    if (settings.tokenAuth()) {
      members.put(TOKENS, member(serving, TOKENS).orElseGet(Keeper::newLine));
    }
    if (settings.basicAuth()) {
      members.put(PASSWORDS, member(serving, PASSWORDS).orElseGet(Keeper::newLine));
    }
    return facts(members, signing);
  }

  /** The same secrets with a new certificate for the server, for the same names. */
  Facts renew(ObjectNode authority, ObjectNode serving) {
    Authority signing = authority(authority);
    Map<String, String> members = new TreeMap<>();
    serving
        .path("data")
        .propertyNames()
        .forEach(name -> members.put(name, member(serving, name).orElse("")));
    X509Certificate old = Pem.certificate(members.getOrDefault(SERVER, ""), SERVER);
    Issued server = signing.server(hosts(old));
    members.put(SERVER, server.certificate());
    members.put(SERVER_KEY, server.key());
    return facts(members, signing);
  }

  private static Facts facts(Map<String, String> members, Authority signing) {
    Issued own = signing.own();
    return new Facts(
        encoded(members), encoded(Map.of("tls.crt", own.certificate(), "tls.key", own.key())));
  }

  Authority authority(ObjectNode secret) {
    return Authority.of(
        new Issued(member(secret, "tls.crt").orElse(""), member(secret, "tls.key").orElse("")),
        now);
  }

  /** An administrator's certificate. */
  static Issued administrator(Authority authority) {
    return authority.client("admin", List.of("system:masters"));
  }

  private Optional<Issued> kept(
      Authority signing, Set<String> hosts, @Nullable ObjectNode serving) {
    Optional<String> certificate = member(serving, SERVER);
    Optional<String> key = member(serving, SERVER_KEY);
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    X509Certificate old = Pem.certificate(certificate.get(), SERVER);
    boolean good =
        hosts(old).containsAll(normal(hosts))
            && old.getNotAfter().toInstant().minus(RENEWED_BEFORE).isAfter(now)
            && isSignedBy(old, signing);
    return good ? Optional.of(new Issued(certificate.get(), key.get())) : Optional.empty();
  }

  private static boolean isSignedBy(X509Certificate certificate, Authority authority) {
    try {
      certificate.verify(authority.certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The names that a certificate is for. */
  static List<String> hosts(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      List<String> hosts = new ArrayList<>();
      if (names != null) {
        names.forEach(name -> hosts.add(String.valueOf(name.getLast())));
      }
      return List.copyOf(hosts);
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** IPv6 addresses in the form that certificates give them back in. */
  private static Set<String> normal(Set<String> hosts) {
    return hosts.stream()
        .map(
            host -> Authority.isAddress(host) ? InetAddress.ofLiteral(host).getHostAddress() : host)
        .collect(Collectors.toSet());
  }

  private static String newLine() {
    return Passwords.create() + ",admin," + UUID.randomUUID() + ",\"system:masters\"\n";
  }

  /** The secret at the beginning of a line of users. */
  static @Nullable String firstSecret(Map<String, String> members, String name) {
    String encoded = members.get(name);
    if (encoded == null) {
      return null;
    }
    String line = new String(Base64.getDecoder().decode(encoded), UTF_8);
    return line.substring(0, line.indexOf(','));
  }

  static @Nullable String token(Facts facts) {
    return firstSecret(facts.serving(), TOKENS);
  }

  static @Nullable String password(Facts facts) {
    return firstSecret(facts.serving(), PASSWORDS);
  }

  /** A Secret's member, decoded. */
  static Optional<String> member(@Nullable ObjectNode secret, String name) {
    if (secret == null) {
      return Optional.empty();
    }
    JsonNode value = secret.path("data").path(name);
    return value.isString()
        ? Optional.of(new String(Base64.getDecoder().decode(value.stringValue()), UTF_8))
        : Optional.empty();
  }

  static X509Certificate serverCertificate(ObjectNode serving) {
    return Pem.certificate(member(serving, SERVER).orElse(""), SERVER);
  }

  private static Map<String, String> encoded(Map<String, String> members) {
    Map<String, String> encoded = new TreeMap<>();
    members.forEach((name, value) -> encoded.put(name, base64(value)));
    return encoded;
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
