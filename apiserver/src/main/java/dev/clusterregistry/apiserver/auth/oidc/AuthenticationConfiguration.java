package dev.clusterregistry.apiserver.auth.oidc;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file of kind AuthenticationConfiguration says.
 *
 * @param anonymous null if the file does not say
 */
public record AuthenticationConfiguration(
    List<IssuerSettings> issuers, @Nullable Anonymous anonymous) {

  /**
   * @param paths that requests without credentials may ask for; empty for all
   */
  public record Anonymous(boolean enabled, Set<String> paths) {}

  public AuthenticationConfiguration {
    issuers = List.copyOf(issuers);
  }
}
