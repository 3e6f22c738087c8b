package dev.clusterregistry.store.etcd;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an etcd cluster, and how patient to be with it.
 *
 * @param servers of the form http://host:port or https://host:port; without a scheme, TLS is spoken
 *     if there is an authority to trust or a certificate to show
 * @param prefix of all keys, such as /registry/example
 * @param compactionInterval how much history is kept at least; zero if somebody else compacts
 * @param requestTimeout how long an attempt of a write, or all attempts of a read, may take
 * @param healthTimeout how long a member may take to answer when it is asked whether it is well
 */
public record EtcdOptions(
    List<String> servers,
    Tls tls,
    @Nullable Login login,
    String prefix,
    Duration compactionInterval,
    Duration requestTimeout,
    Duration healthTimeout) {

  /**
   * Files that are read again when they change. What is null is not given: the system's authorities
   * are trusted, no certificate is shown.
   *
   * @param keys reads the private key
   */
  public record Tls(
      @Nullable Path caFile, @Nullable Path certFile, @Nullable Path keyFile, KeyReader keys) {
    public static final Tls NONE =
        new Tls(
            null,
            null,
            null,
            file -> {
              throw new IOException(file + " cannot be read");
            });

    boolean given() {
      return caFile != null || certFile != null;
    }
  }

  /** Reads a private key out of whatever wrapping its file has. */
  @FunctionalInterface
  public interface KeyReader {
    PrivateKey read(Path file) throws IOException;
  }

  /** A user of etcd's own. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  public static EtcdOptions of(List<String> servers, String prefix) {
    return new EtcdOptions(
        servers,
        Tls.NONE,
        null,
        prefix,
        Duration.ofMinutes(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(2));
  }

  public EtcdOptions withTls(Tls other) {
    return new EtcdOptions(
        servers, other, login, prefix, compactionInterval, requestTimeout, healthTimeout);
  }

  public EtcdOptions withLogin(@Nullable Login other) {
    return new EtcdOptions(
        servers, tls, other, prefix, compactionInterval, requestTimeout, healthTimeout);
  }

  public EtcdOptions withCompactionInterval(Duration interval) {
    return new EtcdOptions(servers, tls, login, prefix, interval, requestTimeout, healthTimeout);
  }

  public EtcdOptions withTimeouts(Duration request, Duration health) {
    return new EtcdOptions(servers, tls, login, prefix, compactionInterval, request, health);
  }
}
