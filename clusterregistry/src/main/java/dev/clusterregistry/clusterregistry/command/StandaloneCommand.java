package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.standalone.StandaloneMode;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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
  @Mixin ServerFlags server = new ServerFlags();

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
