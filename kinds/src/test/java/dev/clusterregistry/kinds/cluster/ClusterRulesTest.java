package dev.clusterregistry.kinds.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ClusterRulesTest {

  private static ObjectNode cluster(String cidr, String address) {
    ObjectNode cluster = JsonNodeFactory.instance.objectNode();
    cluster
        .putObject("spec")
        .putObject("kubernetesApiEndpoints")
        .putArray("serverEndpoints")
        .addObject()
        .put("clientCIDR", cidr)
        .put("serverAddress", address);
    return cluster;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "100.0.0.0",
        "100.0.0.1:443",
        "api.example.com",
        "api:6443",
        "::1",
        "[::1]",
        "[2001:db8::1]:6443",
        "::ffff:192.0.2.1",
        "api.example.com."
      })
  void usableAddressesGiveNoWarning(String address) {
    assertThat(new ClusterRules(false).warnings(cluster("0.0.0.0/0", address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "api:0",
        "api:70000",
        "api:",
        ":443",
        "[::1",
        "[::1]x",
        "300.1.1.1",
        "1.2.3",
        "a b",
        "1:2:3",
        "-a",
        "a..b"
      })
  void unusableAddressesGiveAWarning(String address) {
    assertThat(new ClusterRules(false).warnings(cluster("", address)))
        .singleElement()
        .asString()
        .startsWith("spec.kubernetesApiEndpoints.serverEndpoints[0].serverAddress: \"" + address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.0.0.0/0", "10.1.2.3/8", "::/0", "2001:db8::/32", "1.2.3.4/32"})
  void usableNetworksGiveNoWarning(String cidr) {
    assertThat(new ClusterRules(false).warnings(cluster(cidr, ""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "::/129", "x/8", "10.0.0/8", "1.2.3.4/08"})
  void unusableNetworksGiveAWarning(String cidr) {
    assertThat(new ClusterRules(false).warnings(cluster(cidr, ""))).hasSize(1);
  }

  @Test
  void strictRulesRefuseWhatIsNewButNotWhatIsStored() {
    ClusterRules strict = new ClusterRules(true);
    ObjectNode bad = cluster("10.0.0.0", "");
    assertThat(strict.warnings(bad)).isEmpty();
    assertThat(strict.errors(bad, null)).hasSize(1);
    assertThat(strict.errors(bad, bad)).isEmpty();
  }
}
