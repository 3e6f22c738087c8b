package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.ProxyHeaders;
import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which proxy may say who the user is. */
final class FrontProxyFlags {
  @Option(
      names = "--requestheader-client-ca-file",
      paramLabel = "FILE",
      description =
          "Certificate authorities, PEM, of a proxy in front of this server: beside a client"
              + " certificate of theirs, headers name the user. Without it the headers are ignored; in aggregated mode"
              + " the host says whom to believe.")
  @Nullable Path authorities;

  @Option(
      names = "--requestheader-allowed-names",
      paramLabel = "NAME",
      split = ",",
      description = "Common names that the proxy's certificate may have (default any).")
  List<String> allowedNames = List.of();

  @Option(
      names = "--requestheader-username-headers",
      paramLabel = "HEADER",
      split = ",",
      description = "Headers that name the user; the first that is there counts (X-Remote-User).")
  List<String> userHeaders = List.of("X-Remote-User");

  @Option(
      names = "--requestheader-group-headers",
      paramLabel = "HEADER",
      split = ",",
      description = "Headers that name the user's groups (X-Remote-Group).")
  List<String> groupHeaders = List.of("X-Remote-Group");

  @Option(
      names = "--requestheader-uid-headers",
      paramLabel = "HEADER",
      split = ",",
      description =
          "Headers that name the user's uid; the first that is there counts (X-Remote-Uid).")
  List<String> uidHeaders = List.of("X-Remote-Uid");

  @Option(
      names = "--requestheader-extra-headers-prefix",
      paramLabel = "PREFIX",
      split = ",",
      description = "Beginnings of headers that hold further facts of the user (X-Remote-Extra-).")
  List<String> extraPrefixes = List.of("X-Remote-Extra-");

  /** Null if no proxy is believed. */
  @Nullable RequestHeaderOptions settings() {
    Path file = authorities;
    return file == null
        ? null
        : new RequestHeaderOptions(
            file,
            new ProxyHeaders(allowedNames, userHeaders, groupHeaders, uidHeaders, extraPrefixes));
  }
}
