package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.logging.Logs;
import dev.clusterregistry.clusterregistry.server.RegistryServer;
import dev.clusterregistry.clusterregistry.server.ServerSettings;
import dev.clusterregistry.clusterregistry.server.StartTimes;
import dev.clusterregistry.clusterregistry.standalone.StandaloneMode;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Serves the registry as an API server of its own. */
@Command(
    name = "standalone",
    description = {
      "Serves the cluster registry as an API server of its own, from one data folder.",
      "",
      "The first start makes a certificate authority, certificates, an empty store and a kubeconfig"
          + " for the administrator, and prints the kubectl line to use. Later starts reuse them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    sortOptions = false,
    customSynopsis = "clusterregistry standalone [flags]",
    optionListHeading = "%nGeneral:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Try it, in a folder of its own, on a free port:",
      "    clusterregistry standalone --data-dir ./registry --secure-port 0",
      "  Serve other machines under a name, with certificates of your own:",
      "    clusterregistry standalone --bind-address 0.0.0.0 --external-hostname registry.example.org"
          + " \\",
      "        --tls-cert-file server.crt --tls-private-key-file server.key --client-ca-file users-ca.crt",
      "  Serve as one of many what is stored on an etcd cluster:",
      "    clusterregistry standalone --etcd-servers https://etcd-1:2379,https://etcd-2:2379 \\",
      "        --etcd-cafile etcd-ca.crt --etcd-certfile client.crt --etcd-keyfile client.key",
      "  Keep the flags in a file:",
      "    printf 'secure-port: 9443\\nlog-format: json\\n' > registry.yaml",
      "    clusterregistry standalone --config registry.yaml",
      "",
      "Flag names of the first cluster registry are kept. Those whose function this version does not",
      "have are refused, with the reason, never silently accepted. SIGTERM or Ctrl-C stops the server",
      "cleanly; a second one stops it at once."
    })
final class StandaloneCommand implements Callable<Integer> {
  /** The command is made first thing; its flags are part of the start. */
  private final StartTimes times = new StartTimes();

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file of flags, as lines of the form name: value. Flags given here win.")
  @Nullable Path config;

  @ArgGroup(validate = false, heading = "%nServing:%n", order = 1)
  ServingFlags serving = new ServingFlags();

  @ArgGroup(validate = false, heading = "%nWho may come in:%n", order = 2)
  AuthenticationFlags authentication = new AuthenticationFlags();

  @ArgGroup(
      validate = false,
      heading = "%nOne OpenID Connect issuer (see --authentication-config for several):%n",
      order = 2)
  IssuerFlags issuer = new IssuerFlags();

  @ArgGroup(validate = false, heading = "%nA proxy that says who the user is:%n", order = 3)
  FrontProxyFlags frontProxy = new FrontProxyFlags();

  @ArgGroup(validate = false, heading = "%nWho may do what:%n", order = 4)
  AuthorizationFlags authorization = new AuthorizationFlags();

  @ArgGroup(validate = false, heading = "%nWhat is served:%n", order = 5)
  KindFlags kinds = new KindFlags();

  @ArgGroup(validate = false, order = 5)
  SpecFlags specs = new SpecFlags();

  @ArgGroup(validate = false, heading = "%nData and memory:%n", order = 6)
  DataFlags data = new DataFlags();

  @ArgGroup(validate = false, heading = "%nObjects on etcd:%n", order = 6)
  EtcdFlags etcd = new EtcdFlags();

  @ArgGroup(validate = false, heading = "%nLimits:%n", order = 7)
  LimitFlags limits = new LimitFlags();

  @ArgGroup(validate = false, heading = "%nLogs:%n", order = 8)
  LogFlags logs = new LogFlags();

  @Override
  public Integer call() {
    StandaloneSettings settings = settings();
    Logs.configure(logs.format, logs.level);
    return RegistryServer.run(
        settings.server(),
        (folder, certificate) -> new StandaloneMode(settings, folder, certificate),
        Objects.requireNonNull(spec).commandLine().getOut(),
        times);
  }

  StandaloneSettings settings() {
    ParseResult given = Objects.requireNonNull(spec).commandLine().getParseResult();
    return new StandaloneSettings(
        new ServerSettings(
            data.settings(etcd.settings(given)),
            serving.settings(),
            limits.settings(),
            Flags.values(Objects.requireNonNull(spec))),
        authentication.settings(frontProxy.settings(), issuer.settings()),
        authorization.settings(),
        kinds.files,
        specs.strict);
  }
}
