package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.standalone.StandaloneMode;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    addMethodSubcommands = false,
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
final class StandaloneCommand implements Callable<Integer>, FlagSection.Command {
  @Mixin ServerFlags server = new ServerFlags();

  @Mixin AuthenticationFlags authentication = new AuthenticationFlags();

  @Mixin IssuerFlags issuer = new IssuerFlags();

  @Mixin FrontProxyFlags frontProxy = new FrontProxyFlags();

  @Mixin AuthorizationFlags authorization = new AuthorizationFlags();

  @Mixin KindFlags kinds = new KindFlags();

  @Mixin SpecFlags specs = new SpecFlags();

  @Override
  public List<FlagSection> sections() {
    return ServerFlags.sections(
        new FlagSection("Who may come in", AuthenticationFlags.class),
        new FlagSection(
            "One OpenID Connect issuer (see --authentication-config for several)",
            IssuerFlags.class),
        new FlagSection("A proxy that says who the user is", FrontProxyFlags.class),
        new FlagSection("Who may do what", AuthorizationFlags.class),
        new FlagSection("What is served", KindFlags.class, SpecFlags.class));
  }

  @Override
  public Integer call() {
    StandaloneSettings settings = settings();
    return server.serve(
        settings.server(),
        (folder, certificate) -> new StandaloneMode(settings, folder, certificate));
  }

  StandaloneSettings settings() {
    return new StandaloneSettings(
        server.settings(),
        authentication.settings(frontProxy.settings(), issuer.settings()),
        authorization.settings(),
        kinds.files,
        specs.strict);
  }
}
