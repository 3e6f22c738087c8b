package dev.clusterregistry.kinds.cluster;

import org.jspecify.annotations.Nullable;

/** Networks in CIDR notation, as Go's net.ParseCIDR takes them: host bits may be set. */
final class Cidr {
  private Cidr() {}

  /** Why a text is no network, or null if it is one. */
  static @Nullable String problem(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean ipv4 = IpAddress.isIpv4(address);
    if (!ipv4 && !IpAddress.isIpv6(address)) {
      return "it does not begin with an IP address";
    }
    int bits = ipv4 ? 32 : 128;
    if (slash < 0) {
      return "a prefix length is missing, such as /" + bits + " for this address alone";
    }
    return isPrefixLength(text.substring(slash + 1), bits)
        ? null
        : "the prefix length must be a number from 0 to " + bits;
  }

  private static boolean isPrefixLength(String text, int bits) {
    if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return Integer.parseInt(text) <= bits;
  }
}
