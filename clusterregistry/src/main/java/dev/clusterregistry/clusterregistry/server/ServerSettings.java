package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.store.etcd.EtcdOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the flags say about any server.
 *
 * @param flags all of them as they were given, for people to look at
 */
public record ServerSettings(Data data, Serving serving, Limits limits, Map<String, String> flags) {

  /**
   * @param folder absolute
   * @param compactionWindow of the store in the folder
   * @param historyBytes memory for recent changes
   * @param etcd where the objects are; null if they are in the folder
   * @param encryption of what is stored; null for none
   */
  public record Data(
      Path folder,
      Duration compactionWindow,
      long historyBytes,
      @Nullable EtcdOptions etcd,
      @Nullable Encryption encryption) {}

  /**
   * @param file an EncryptionConfiguration
   * @param followed whether it is read again when it changes
   */
  public record Encryption(Path file, boolean followed) {}

  /**
   * @param port 0 for a free one
   * @param certificateFile null if the server makes its own; {@code keyFile} is null with it
   * @param certificateFolder where its own are kept; null for the data folder
   */
  public record Serving(
      InetAddress bindAddress,
      int port,
      @Nullable InetAddress advertiseAddress,
      @Nullable String externalHostname,
      @Nullable Path certificateFile,
      @Nullable Path keyFile,
      @Nullable Path certificateFolder,
      Duration shutdownDelay) {}

  /**
   * 0 requests means no limit.
   *
   * @param goawayChance how likely a request over HTTP/2 ends its connection
   */
  public record Limits(
      Duration requestTimeout,
      Duration minimumWatchTime,
      int maxRequests,
      int maxMutatingRequests,
      int maxStreamsPerConnection,
      double goawayChance) {}
}
