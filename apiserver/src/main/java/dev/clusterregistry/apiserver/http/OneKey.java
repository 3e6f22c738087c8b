package dev.clusterregistry.apiserver.http;

import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Hands one private key and its chain to TLS. Without a key store, which would encrypt the key and
 * decrypt it again: with ten thousand rounds each, a good part of a start.
 */
final class OneKey extends SimpleKeyManagerFactory {
  private final KeyManager[] manager;

  OneKey(PrivateKey key, List<X509Certificate> chain) {
    manager = new KeyManager[] {new Manager(key, chain.toArray(X509Certificate[]::new))};
  }

  @Override
  protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

  @Override
  protected void engineInit(ManagerFactoryParameters parameters) {}

  @Override
  protected KeyManager[] engineGetKeyManagers() {
    return manager.clone();
  }

  private static final class Manager extends X509ExtendedKeyManager {
    private static final String ALIAS = "serving";

    private final PrivateKey key;
    private final X509Certificate[] chain;

    Manager(PrivateKey key, X509Certificate[] chain) {
      this.key = key;
      this.chain = chain;
    }

    /**
     * @param keyType such as RSA, EC or EC_RSA, the latter naming the issuer's algorithm too
     */
    private @Nullable String alias(String keyType) {
      int end = keyType.indexOf('_');
      String algorithm = end < 0 ? keyType : keyType.substring(0, end);
      return algorithm.equals(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      String alias = alias(keyType);
      return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
      return ALIAS.equals(alias) ? chain.clone() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
      return ALIAS.equals(alias) ? key : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
