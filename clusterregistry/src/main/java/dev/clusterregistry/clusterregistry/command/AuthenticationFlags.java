package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Authentication;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How users prove who they are. */
final class AuthenticationFlags {
  @Option(
      names = "--client-ca-file",
      paramLabel = "FILE",
      description =
          "Certificate authorities, PEM, whose client certificates are trusted beside the server's"
              + " own: the common name is the user, organizations are groups.")
  @Nullable Path clientCaFile;

  @Option(
      names = "--token-auth-file",
      paramLabel = "FILE",
      description = "Bearer tokens, one per line: token,user,uid,\"group1,group2\".")
  @Nullable Path tokenFile;

  @Option(
      names = "--anonymous-auth",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Whether a request without credentials is the user system:anonymous, who may read health"
              + " and version (default true).")
  boolean anonymous = true;

  Authentication settings() {
    return new Authentication(clientCaFile, tokenFile, anonymous);
  }
}
