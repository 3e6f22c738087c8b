package dev.clusterregistry.kinds.cluster;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of API servers: a host name, an IPv4 or an IPv6 address, each with or without a port;
 * an IPv6 address with a port in brackets.
 *
 * <p>A URL is not usable: the original documented "hostname, hostname:port, IP or IP:port", and its
 * clients put https:// in front.
 */
final class ServerAddress {
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final int MAX_PORT = 65535;

  private ServerAddress() {}

  /** Why a text is no such address, or null if it is one. */
  static @Nullable String problem(String text) {
    if (text.contains("://")) {
      return "it is a URL; leave out the scheme and the path, as in host:port";
    }
    if (text.startsWith("[")) {
      return bracketed(text);
    }
    if (IpAddress.isIpv6(text)) {
      return null;
    }
    int colon = text.indexOf(':');
    if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
      return "it is neither an IPv6 address nor host:port; an IPv6 address with a port is written"
          + " [address]:port";
    }
    String problem = host(colon < 0 ? text : text.substring(0, colon));
    return problem != null || colon < 0 ? problem : port(text.substring(colon + 1));
  }

  private static @Nullable String bracketed(String text) {
    int end = text.indexOf(']');
    if (end < 0) {
      return "the closing bracket is missing";
    }
    if (!IpAddress.isIpv6(text.substring(1, end))) {
      return "there is no IPv6 address in the brackets";
    }
    String rest = text.substring(end + 1);
    if (rest.isEmpty()) {
      return null;
    }
    return rest.startsWith(":") ? port(rest.substring(1)) : "only a port may follow the bracket";
  }

  private static @Nullable String port(String text) {
    boolean number = !text.isEmpty() && text.length() <= 5;
    for (int i = 0; number && i < text.length(); i++) {
      number = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return number && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_PORT
        ? null
        : "the port must be a number from 1 to " + MAX_PORT;
  }

  private static @Nullable String host(String text) {
    if (IpAddress.isIpv4(text)) {
      return null;
    }
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.isEmpty()) {
      return "the host is missing";
    }
    if (name.length() > MAX_NAME) {
      return "a host name has at most " + MAX_NAME + " characters";
    }
    boolean onlyNumbers = true;
    for (String label : name.split("\\.", -1)) {
      if (!isLabel(label.toLowerCase(Locale.ROOT))) {
        return "it is neither an IP address nor a host name";
      }
      onlyNumbers &= label.chars().allMatch(c -> c >= '0' && c <= '9');
    }
    return onlyNumbers ? "it is not an IPv4 address, although it consists of numbers" : null;
  }

  /** Letters, digits, inner dashes, and underscores, which some private zones use. */
  private static boolean isLabel(String label) {
    if (label.isEmpty() || label.length() > MAX_LABEL) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      boolean inside = i > 0 && i < label.length() - 1;
      if (!letterOrDigit && !(c == '-' && inside)) {
        return false;
      }
    }
    return true;
  }
}
