package dev.clusterregistry.crinit.plan;

import dev.clusterregistry.crinit.CrinitException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How the registry's service is reached from outside.
 *
 * @param advertisedAddress of the nodes, for NodePort; null for all addresses that nodes have
 * @param nodePort 0 for any
 */
public record Exposure(ServiceType type, @Nullable String advertisedAddress, int nodePort) {

  /** Refuses what does not go together, in the words of the first crinit. */
  public static Exposure of(String type, String advertisedAddress, int nodePort) {
    ServiceType known = ServiceType.of(type);
    if (!advertisedAddress.isEmpty()) {
      if (!isAddress(advertisedAddress)) {
        throw new CrinitException(
            "invalid api-server-advertise-address: "
                + advertisedAddress
                + ", should be a valid ip address");
      }
      if (known != ServiceType.NODE_PORT) {
        throw onlyForNodePort("api-server-advertise-address");
      }
    }
    if (nodePort != 0) {
      if (known != ServiceType.NODE_PORT) {
        throw onlyForNodePort("api-server-port");
      }
      if (nodePort < 0 || nodePort > 65535) {
        throw new CrinitException("Please provide a valid port number for api-server-port");
      }
    }
    return new Exposure(known, advertisedAddress.isEmpty() ? null : advertisedAddress, nodePort);
  }

  private static CrinitException onlyForNodePort(String flag) {
    return new CrinitException(
        flag + " should be passed only with 'api-server-service-type=NodePort'");
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
