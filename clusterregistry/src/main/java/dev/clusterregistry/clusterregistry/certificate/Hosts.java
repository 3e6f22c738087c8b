package dev.clusterregistry.clusterregistry.certificate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and addresses under which a server on this machine can be reached. */
public final class Hosts {

  private Hosts() {}

  /**
   * @param bound where the server listens; for a wildcard, all addresses of this machine
   * @param others further names and addresses, null if there is none
   */
  public static Set<String> of(InetAddress bound, Collection<@Nullable String> others) {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add("localhost");
    addHost(hosts, machineName());
    others.forEach(other -> addHost(hosts, other));
    hosts.add("127.0.0.1");
    hosts.add("0:0:0:0:0:0:0:1");
    if (bound.isAnyLocalAddress()) {
      addInterfaces(hosts);
    } else {
      hosts.add(text(bound));
    }
    return hosts;
  }

  public static boolean isAddress(String host) {
    return host.indexOf(':') >= 0
        || (!host.isEmpty() && isDigits(host.charAt(host.length() - 1)) && literal(host));
  }

  /** The address as digits, without a zone. */
  public static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  private static boolean isDigits(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean literal(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Asks no name server: a broken one must not delay the start. */
  private static @Nullable String machineName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return System.getenv("HOSTNAME");
    }
  }

  private static void addHost(Set<String> hosts, @Nullable String host) {
    if (host != null && !host.isEmpty() && (isAddress(host) || isDnsName(host))) {
      hosts.add(host.toLowerCase(Locale.ROOT));
    }
  }

  private static boolean isDnsName(String host) {
    return host.length() <= 253
        && host.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.')
        && host.chars().allMatch(c -> c < 128);
  }

  private static void addInterfaces(Set<String> hosts) {
    try {
      Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
      while (interfaces.hasMoreElements()) {
        NetworkInterface one = interfaces.nextElement();
        one.inetAddresses()
            .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
            .forEach(address -> hosts.add(text(address)));
      }
    } catch (SocketException e) {
      // Then clients need one of the other names.
      hosts.add("localhost");
    }
  }
}
