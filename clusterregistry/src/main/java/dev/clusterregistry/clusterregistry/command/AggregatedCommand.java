package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.aggregated.AggregatedMode;
import dev.clusterregistry.clusterregistry.aggregated.AggregatedSettings;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Serves the registry behind another API server's aggregation layer. */
@Command(
    name = "aggregated",
    description = {
      "Serves the cluster registry behind the aggregation layer of a Kubernetes API server, the host:"
          + " an APIService there points here.",
      "",
      "The host knows the users and what they may do: this server asks it by TokenReview and"
          + " SubjectAccessReview, and believes the front proxy that the host's ConfigMap"
          + " kube-system/extension-apiserver-authentication names."
    },
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    defaultValueProvider = AggregatedCommand.Defaults.class,
    sortOptions = false,
    addMethodSubcommands = false,
    customSynopsis = "clusterregistry aggregated [flags]",
    optionListHeading = "%nGeneral:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  In a pod, whose service account is bound to system:auth-delegator and, in kube-system, to",
      "  extension-apiserver-authentication-reader:",
      "    clusterregistry aggregated --data-dir /data --external-hostname registry.example.svc",
      "  Elsewhere:",
      "    clusterregistry aggregated --data-dir ./registry --kubeconfig host.kubeconfig"
    })
final class AggregatedCommand implements Callable<Integer>, FlagSection.Command {
  @Mixin ServerFlags server = new ServerFlags();

  @Mixin DelegationFlags delegation = new DelegationFlags();

  @Mixin FrontProxyFlags frontProxy = new FrontProxyFlags();

  @Mixin SpecFlags specs = new SpecFlags();

  /** What the flags that standalone has too stand at here, where it is something else. */
  static final class Defaults implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      return switch (argument instanceof OptionSpec option ? option.longestName() : "") {
        case "--bind-address" -> "0.0.0.0"; // the host must reach it
        case "--http2-max-streams-per-connection" -> "1000"; // the host multiplexes all users
        default -> null;
      };
    }
  }

  @Override
  public List<FlagSection> sections() {
    return ServerFlags.sections(
        new FlagSection("The host", DelegationFlags.class),
        new FlagSection(
            "A proxy that says who the user is, other than the one that the host names",
            FrontProxyFlags.class),
        new FlagSection("What is served", SpecFlags.class));
  }

  @Override
  public Integer call() {
    AggregatedSettings settings = settings();
    return server.serve(
        settings.server(),
        (folder, certificate) -> new AggregatedMode(settings, folder, certificate));
  }

  AggregatedSettings settings() {
    return new AggregatedSettings(
        server.settings(),
        delegation.authentication(frontProxy.settings()),
        delegation.authorization(),
        specs.strict);
  }
}
