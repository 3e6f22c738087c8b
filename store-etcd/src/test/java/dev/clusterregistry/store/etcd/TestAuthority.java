package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority for one test, by the JDK's keytool, with files as etcd wants them. */
public final class TestAuthority {
  private static final String SECRET = "changeit";

  private final Path folder;
  private int made;

  /**
   * @param folder where its files go, and are replaced by {@link #renew}
   */
  public TestAuthority(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    renew();
  }

  /** Another authority and new certificates of everybody, in the same files. */
  public void renew() throws IOException, GeneralSecurityException {
    Path store = folder.resolve("store-" + ++made + ".p12");
    keytool(store, "ca", List.of("-ext", "bc:c=ca:true"));
    for (String name : List.of("server", "client")) {
      keytool(
          store, name, List.of("-signer", "ca", "-ext", "san=ip:127.0.0.1", "-ext", "eku=sA,cA"));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, SECRET.toCharArray());
    }
    for (String name : List.of("ca", "server", "client")) {
      pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
      pem(name + ".key", "PRIVATE KEY", keys.getKey(name, SECRET.toCharArray()).getEncoded());
    }
  }

  private void keytool(Path store, String name, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-keystore", store.toString()));
    command.addAll(List.of("-storepass", SECRET, "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-dname", "CN=" + name + made, "-validity", "2"));
    command.addAll(more);
    Etcd.run(command.toArray(String[]::new));
  }

  private void pem(String name, String type, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  List<String> etcdFlags() {
    return List.of(
        "--cert-file=" + file("server.crt"),
        "--key-file=" + file("server.key"),
        "--client-cert-auth",
        "--trusted-ca-file=" + file("ca.crt"));
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** What a client needs. */
  EtcdOptions.Tls client() {
    return new EtcdOptions.Tls(
        file("ca.crt"), file("client.crt"), file("client.key"), TestAuthority::key);
  }

  static PrivateKey key(Path file) throws IOException {
    String base64 = Files.readString(file, US_ASCII).replaceAll("-----[^-]+-----", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
