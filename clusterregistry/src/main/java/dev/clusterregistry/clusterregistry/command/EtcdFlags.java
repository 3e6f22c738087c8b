package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.http.PemFiles;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.etcd.EtcdOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The etcd cluster that holds the objects instead of the data folder. */
final class EtcdFlags {
  @Option(
      names = "--etcd-servers",
      paramLabel = "URL",
      split = ",",
      description =
          "Members of an etcd cluster, such as https://etcd-1:2379, separated by commas. The"
              + " objects are there then, for any number of servers; certificates and"
              + " admin.kubeconfig stay in --data-dir.")
  List<String> servers = new ArrayList<>();

  @Option(
      names = "--etcd-prefix",
      paramLabel = "PATH",
      description =
          "Where in etcd the objects are (default /registry/clusterregistry.kubernetes.io).")
  String prefix = "/registry/clusterregistry.kubernetes.io";

  @Option(
      names = "--etcd-cafile",
      paramLabel = "FILE",
      description = "Authorities that etcd's certificates are checked against.")
  @Nullable Path authority;

  @Option(
      names = "--etcd-certfile",
      paramLabel = "FILE",
      description = "The certificate to show to etcd.")
  @Nullable Path certificate;

  @Option(names = "--etcd-keyfile", paramLabel = "FILE", description = "Its private key.")
  @Nullable Path key;

  @Option(
      names = "--etcd-username",
      paramLabel = "NAME",
      description = "A user of etcd's own, if etcd wants one.")
  @Nullable String user;

  @Option(
      names = "--etcd-password-file",
      paramLabel = "FILE",
      description = "Holds the user's password, in one line.")
  @Nullable Path passwordFile;

  @Option(
      names = "--etcd-compaction-interval",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description =
          "How often one of the servers makes etcd forget what is older than that; 0 if somebody"
              + " else does (default 5m0s).")
  Duration compactionInterval = Duration.ofMinutes(5);

  @Option(
      names = "--etcd-healthcheck-timeout",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description =
          "How long a member of etcd may take to answer before another is used (default 2s).")
  Duration healthTimeout = Duration.ofSeconds(2);

  @Option(
      names = "--etcd-request-timeout",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long a call to etcd may take (default 5s).")
  Duration requestTimeout = Duration.ofSeconds(5);

  @Option(
      names = "--storage-backend",
      paramLabel = "NAME",
      description = "etcd3, the only one that --etcd-servers can mean.")
  String backend = "";

  /** Null if no etcd is asked for. */
  @Nullable EtcdOptions settings(ParseResult given) {
    if (!backend.isEmpty() && !backend.equals("etcd3")) {
      throw new ProgramException(
          "--storage-backend invalid, must be 'etcd3'. If not specified, it will default to"
              + " 'etcd3'");
    }
    if (servers.isEmpty()) {
      for (OptionSpec option : given.matchedOptions()) {
        if (option.longestName().startsWith("--etcd-") || !backend.isEmpty()) {
          throw new ProgramException("--etcd-servers must be specified");
        }
      }
      return null;
    }
    EtcdOptions.Tls tls = tls("--etcd-", authority, certificate, key);
    if (requestTimeout.isZero() || healthTimeout.isZero()) {
      throw new ProgramException("timeouts of etcd must be greater than 0");
    }
    return new EtcdOptions(
        servers,
        tls,
        login("--etcd-", user, passwordFile),
        prefix,
        compactionInterval,
        requestTimeout,
        healthTimeout);
  }

  /**
   * @param flags what the names of the flags begin with
   */
  static EtcdOptions.Tls tls(
      String flags, @Nullable Path authority, @Nullable Path certificate, @Nullable Path key) {
    if ((certificate == null) != (key == null)) {
      throw new ProgramException(flags + "certfile and " + flags + "keyfile go together");
    }
    return new EtcdOptions.Tls(authority, certificate, key, PemFiles::privateKey);
  }

  /**
   * @param flags what the names of the flags begin with
   */
  static EtcdOptions.@Nullable Login login(
      String flags, @Nullable String user, @Nullable Path passwordFile) {
    if ((user == null) != (passwordFile == null)) {
      throw new ProgramException(flags + "username and " + flags + "password-file go together");
    }
    if (user == null || passwordFile == null) {
      return null;
    }
    try {
      return new EtcdOptions.Login(user, Files.readString(passwordFile).strip());
    } catch (IOException e) {
      throw new ProgramException("etcd's password cannot be read: " + PrivateFile.reason(e), e);
    }
  }
}
