package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.certificate.Authority;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a registry's service is reached.
 *
 * @param hosts addresses and names, the best first
 * @param port 443, or the nodes'
 * @param further names that its certificate is to hold, too
 */
record Endpoint(List<String> hosts, int port, List<String> further) {
  private static final int HTTPS = 443;

  String url() {
    return "https://" + withPort(hosts.getFirst());
  }

  /** For people. */
  String text() {
    return String.join(", ", hosts.stream().map(this::withPort).toList());
  }

  List<String> all() {
    List<String> all = new ArrayList<>(hosts);
    all.addAll(further);
    return all;
  }

  private String withPort(String host) {
    String literal = host.indexOf(':') >= 0 && Authority.isAddress(host) ? "[" + host + "]" : host;
    return port == HTTPS ? literal : literal + ":" + port;
  }
}
