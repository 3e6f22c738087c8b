package dev.clusterregistry.apiserver.auth;

import java.util.Set;

/**
 * For what a request needs no credential.
 *
 * @param paths as requests spell them, without escapes; empty for all
 */
public record AnonymousAccess(boolean enabled, Set<String> paths) {

  public AnonymousAccess {
    paths = Set.copyOf(paths);
  }

  /**
   * @param path undecoded: one that is spelt with escapes is not the listed one
   */
  boolean allows(String path) {
    return enabled && (paths.isEmpty() || paths.contains(path));
  }
}
