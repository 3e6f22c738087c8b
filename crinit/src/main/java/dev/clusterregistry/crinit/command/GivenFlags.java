package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of a command line that describe what is deployed, for later upgrades. */
final class GivenFlags {
  /** Flags that say how this one command runs, not what it deploys. */
  private static final Set<String> OF_THE_RUN =
      Set.of(
          "--kubeconfig",
          "--host-cluster-context",
          "--cluster-registry-namespace",
          "--dry-run",
          "--wait",
          "--timeout",
          "--output",
          "--force",
          "--mode",
          "--hosts",
          "--backup",
          "--without-secrets");

  /** Files of this machine, whose contents are in a Secret afterwards. */
  private static final Set<String> FILES =
      Set.of("--etcd-cafile", "--etcd-certfile", "--etcd-keyfile");

  private GivenFlags() {}

  /** In the form --name=value, sorted. */
  static List<String> of(@Nullable CommandSpec spec, Registry registry) {
    TreeMap<String, String> given = new TreeMap<>();
    List<String> members = new ArrayList<>();
    for (OptionSpec option :
        Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (FILES.contains(name)) {
        members.add(member(name));
      } else if (!OF_THE_RUN.contains(name) && !option.usageHelp()) {
        given.put(name, value(option));
      }
    }
    if (!members.isEmpty()) {
      given.put("--etcd-secret", registry.etcdCredentials().name());
      given.put("--etcd-secret-files", String.join(",", members));
    }
    return words(given).toList();
  }

  private static String value(OptionSpec option) {
    return option.<Object>getValue() instanceof Boolean truth
        ? truth.toString()
        : String.join(",", option.originalStringValues());
  }

  private static String member(String flag) {
    return switch (flag) {
      case "--etcd-cafile" -> "ca.crt";
      case "--etcd-certfile" -> "tls.crt";
      default -> "tls.key";
    };
  }

  /** The old flags, but for those that are given anew. */
  static List<String> merged(List<String> old, List<String> given) {
    TreeMap<String, String> flags = new TreeMap<>();
    Stream.concat(old.stream(), given.stream())
        .forEach(
            word -> {
              int equals = word.indexOf('=');
              flags.put(word.substring(0, equals), word.substring(equals + 1));
            });
    return words(flags).toList();
  }

  private static Stream<String> words(Map<String, String> flags) {
    return flags.entrySet().stream().map(flag -> flag.getKey() + "=" + flag.getValue());
  }
}
