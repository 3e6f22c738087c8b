package dev.clusterregistry.crinit.plan;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.plan.Storage.EtcdCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The command line of the registry's server in its container. */
public final class ServerArguments {
  static final String SECRETS = "/etc/clusterregistry/apiserver";
  static final String ETCD_SECRETS = "/etc/clusterregistry/etcd";
  static final String DATA = "/var/lib/clusterregistry";
  private static final int PORT = 8443;

  private ServerArguments() {}

  /** The mode, then the flags in order, overrides applied. */
  static List<String> of(Settings settings) {
    List<String> arguments = new ArrayList<>();
    arguments.add(settings.mode().word());
    flags(settings).forEach((name, value) -> arguments.add(name + "=" + value));
    return arguments;
  }

  /** Where the server listens. */
  static int port(Settings settings) {
    String port = settings.overrides().get("--secure-port");
    try {
      return port == null ? PORT : Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new CrinitException("override --secure-port=" + port + " is not a port number", e);
    }
  }

  private static SortedMap<String, String> flags(Settings settings) {
    SortedMap<String, String> flags = new TreeMap<>();
    String advertised = settings.exposure().advertisedAddress();
    if (advertised != null) {
      flags.put("--advertise-address", advertised);
    }
    flags.put("--bind-address", "0.0.0.0");
    flags.put("--client-ca-file", SECRETS + "/ca.crt");
    // A folder of its own, which the server may make private; the mounted one is the kubelet's.
    flags.put("--data-dir", DATA + "/data");
    flags.put("--secure-port", String.valueOf(PORT));
    flags.put("--tls-cert-file", SECRETS + "/server.crt");
    flags.put("--tls-private-key-file", SECRETS + "/server.key");
    if (settings.basicAuth()) {
      flags.put("--allow-basic-auth", "true");
      flags.put("--basic-auth-file", SECRETS + "/basicauth.csv");
    }
    if (settings.tokenAuth()) {
      flags.put("--token-auth-file", SECRETS + "/token.csv");
    }
    switch (settings.storage()) {
      case Storage.Embedded ignored -> {}
      case Storage.Sidecar ignored -> flags.put("--etcd-servers", "http://127.0.0.1:2379");
      case Storage.External external -> external(external, flags);
    }
    flags.putAll(settings.overrides());
    return flags;
  }

  private static void external(Storage.External external, Map<String, String> flags) {
    flags.put("--etcd-servers", String.join(",", external.servers()));
    // Load balancers learn of a pod's end before it comes.
    flags.put("--shutdown-delay-duration", "5s");
    EtcdCredentials credentials = external.credentials();
    if (credentials == null) {
      return;
    }
    for (String file : credentials.files()) {
      String flag =
          switch (file) {
            case "ca.crt" -> "--etcd-cafile";
            case "tls.crt" -> "--etcd-certfile";
            default -> "--etcd-keyfile";
          };
      flags.put(flag, ETCD_SECRETS + "/" + file);
    }
  }

  /**
   * @param text such as --arg1=value1,--arg2=value2
   */
  public static SortedMap<String, String> overrides(String text) {
    SortedMap<String, String> overrides = new TreeMap<>();
    if (text.isEmpty()) {
      return overrides;
    }
    for (String one : text.split(",", -1)) {
      int equals = one.indexOf('=');
      if (equals < 0) {
        throw new CrinitException("wrong format for override arg: " + one);
      }
      String name = one.substring(0, equals).strip();
      if (name.replace("-", "").isEmpty()) {
        throw new CrinitException(
            "wrong format for override arg: " + one + ", arg name cannot be empty");
      }
      overrides.put(name.startsWith("--") ? name : "--" + name, one.substring(equals + 1));
    }
    return overrides;
  }
}
