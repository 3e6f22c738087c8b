package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Flags that the first cluster registry had and this version refuses, with the reason. Nothing is
 * accepted without effect.
 */
final class UnavailableFlags {
  private static final String ONE_STORE =
      "all resources are in one store; use --etcd-servers for all of them";
  private static final String ENCRYPTION = "it is called --encryption-provider-config now";
  private static final String AUDIT = "auditing comes in a later version";
  private static final String AGGREGATED =
      "it belongs to aggregated mode: clusterregistry aggregated";
  private static final String CACHE =
      "the watch cache is always on and sized in bytes; use --watch-history-memory";
  private static final String LATER = "it comes in a later version";
  private static final String LOGS = "logs go to standard error; use --log-format and -v";
  private static final String NOTHING = "it has no function in this server; leave it out";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("--etcd-servers-overrides", ONE_STORE),
          Map.entry("--storage-media-type", LATER),
          Map.entry("--experimental-encryption-provider-config", ENCRYPTION),
          Map.entry("--audit-log-path", AUDIT),
          Map.entry("--audit-log-format", AUDIT),
          Map.entry("--audit-log-maxage", AUDIT),
          Map.entry("--audit-log-maxbackup", AUDIT),
          Map.entry("--audit-log-maxsize", AUDIT),
          Map.entry("--audit-policy-file", AUDIT),
          Map.entry("--audit-webhook-config-file", AUDIT),
          Map.entry("--audit-webhook-mode", AUDIT),
          Map.entry("--authentication-kubeconfig", AGGREGATED),
          Map.entry("--authentication-skip-lookup", AGGREGATED),
          Map.entry("--authentication-tolerate-lookup-failure", AGGREGATED),
          Map.entry("--authorization-always-allow-paths", AGGREGATED),
          Map.entry("--kubeconfig", AGGREGATED),
          Map.entry("--authorization-kubeconfig", AGGREGATED),
          Map.entry("--watch-cache", CACHE),
          Map.entry("--watch-cache-sizes", CACHE),
          Map.entry("--default-watch-cache-size", CACHE),
          Map.entry("--deserialization-cache-size", NOTHING),
          Map.entry("--target-ram-mb", NOTHING),
          Map.entry("--delete-collection-workers", NOTHING),
          Map.entry("--enable-garbage-collector", NOTHING),
          Map.entry("--enable-swagger-ui", NOTHING),
          Map.entry("--event-ttl", NOTHING),
          Map.entry("--master-service-namespace", NOTHING),
          Map.entry("--feature-gates", NOTHING),
          Map.entry("--tls-ca-file", NOTHING),
          Map.entry("--tls-sni-cert-key", LATER),
          Map.entry("--cors-allowed-origins", LATER),
          Map.entry("--contention-profiling", LATER),
          Map.entry("--logtostderr", LOGS),
          Map.entry("--alsologtostderr", LOGS),
          Map.entry("--log-backtrace-at", LOGS),
          Map.entry("--log-dir", LOGS),
          Map.entry("--log-flush-frequency", LOGS),
          Map.entry("--stderrthreshold", LOGS),
          Map.entry("--vmodule", LOGS));

  private UnavailableFlags() {}

  /**
   * @param word the whole argument, such as --profiling=true
   * @param known the flags that the command has
   */
  static void refuse(String name, String word, Collection<String> known) {
    String reason = reason(name, word, known);
    if (reason != null) {
      throw new ProgramException("flag " + name + " is not available: " + reason);
    }
  }

  private static @Nullable String reason(String name, String word, Collection<String> known) {
    if (name.equals("--profiling") && !word.equals("--profiling=false")) {
      return LATER + "; only --profiling=false is accepted";
    }
    return known.contains(name) ? null : REASONS.get(name);
  }

  static boolean isRefused(String name) {
    return REASONS.containsKey(name);
  }
}
