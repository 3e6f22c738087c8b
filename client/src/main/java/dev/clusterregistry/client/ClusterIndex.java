package dev.clusterregistry.client;

import dev.clusterregistry.client.v1alpha1.AuthInfo;
import dev.clusterregistry.client.v1alpha1.AuthProviderType;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterSpec;
import dev.clusterregistry.client.v1alpha1.KubernetesAPIEndpoints;
import dev.clusterregistry.client.v1alpha1.ServerAddressByClientCIDR;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** The indexes that every informer has. */
final class ClusterIndex {
  static final String LABEL = "label";
  static final String SERVER_ADDRESS = "serverAddress";
  static final String AUTH_PROVIDER_TYPE = "authProviderType";

  private ClusterIndex() {}

  static Map<String, Function<Cluster, List<String>>> all() {
    return Map.of(
        LABEL,
        ClusterIndex::labels,
        SERVER_ADDRESS,
        ClusterIndex::serverAddresses,
        AUTH_PROVIDER_TYPE,
        ClusterIndex::authProviderTypes);
  }

  private static List<String> labels(Cluster cluster) {
    Map<String, String> labels = cluster.getMetadata().getLabels();
    return labels == null
        ? List.of()
        : labels.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()).toList();
  }

  private static List<String> serverAddresses(Cluster cluster) {
    return Stream.ofNullable(cluster.getSpec())
        .map(ClusterSpec::getKubernetesApiEndpoints)
        .filter(Objects::nonNull)
        .map(KubernetesAPIEndpoints::getServerEndpoints)
        .flatMap(List::stream)
        .map(ServerAddressByClientCIDR::getServerAddress)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<String> authProviderTypes(Cluster cluster) {
    return Stream.ofNullable(cluster.getSpec())
        .map(ClusterSpec::getAuthInfo)
        .filter(Objects::nonNull)
        .map(AuthInfo::getProviders)
        .flatMap(List::stream)
        .map(provider -> provider.getType())
        .filter(Objects::nonNull)
        .map(AuthProviderType::getName)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
