package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.machinery.validation.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user name of the form {@code system:serviceaccount:namespace:name}. */
record ServiceAccountName(String namespace, String name) {
  private static final String PREFIX = "system:serviceaccount:";

  /** Null if the user is no service account. */
  static @Nullable ServiceAccountName of(String user) {
    if (!user.startsWith(PREFIX)) {
      return null;
    }
    int colon = user.indexOf(':', PREFIX.length());
    if (colon < 0) {
      return null;
    }
    String namespace = user.substring(PREFIX.length(), colon);
    String name = user.substring(colon + 1);
    boolean valid = Names.label(namespace).isEmpty() && Names.subdomain(name).isEmpty();
    return valid ? new ServiceAccountName(namespace, name) : null;
  }

  /** What every service account of the namespace is a member of. */
  List<String> groups() {
    return List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace);
  }
}
