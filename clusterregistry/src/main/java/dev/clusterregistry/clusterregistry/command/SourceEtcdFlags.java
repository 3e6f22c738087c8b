package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.storage.StoreLocation;
import dev.clusterregistry.store.etcd.EtcdOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The etcd of the first cluster registry. */
final class SourceEtcdFlags {
  @Option(
      names = "--from-etcd",
      paramLabel = "URL",
      split = ",",
      description = "Members of the etcd of the first registry, separated by commas.")
  List<String> servers = new ArrayList<>();

  @Option(
      names = "--from-prefix",
      paramLabel = "PATH",
      description = "What its --etcd-prefix was (default /registry/clusterregistry.kubernetes.io).")
  String prefix = "/registry/clusterregistry.kubernetes.io";

  @Option(
      names = "--from-cafile",
      paramLabel = "FILE",
      description = "Authorities that its certificates are checked against.")
  @Nullable Path authority;

  @Option(
      names = "--from-certfile",
      paramLabel = "FILE",
      description = "The certificate to show to it.")
  @Nullable Path certificate;

  @Option(names = "--from-keyfile", paramLabel = "FILE", description = "Its private key.")
  @Nullable Path key;

  @Option(
      names = "--from-username",
      paramLabel = "NAME",
      description = "A user of that etcd's own, if it wants one.")
  @Nullable String user;

  @Option(
      names = "--from-password-file",
      paramLabel = "FILE",
      description = "Holds the user's password, in one line.")
  @Nullable Path passwordFile;

  StoreLocation location() {
    return new StoreLocation.Cluster(
        EtcdOptions.of(servers, prefix)
            .withTls(EtcdFlags.tls("--from-", authority, certificate, key))
            .withLogin(EtcdFlags.login("--from-", user, passwordFile)));
  }
}
