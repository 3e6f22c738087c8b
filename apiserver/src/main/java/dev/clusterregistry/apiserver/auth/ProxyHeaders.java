package dev.clusterregistry.apiserver.auth;

import java.util.List;

/**
 * In which headers a proxy names the user, and what the proxy itself is called.
 *
 * @param allowedNames common names that its certificate may have; empty for any
 * @param userHeaders the first that is not empty names the user
 * @param groupHeaders every value of each is a group
 * @param uidHeaders the first that is not empty names the uid
 * @param extraPrefixes the rest of such a header's name is the key of an extra fact
 */
public record ProxyHeaders(
    List<String> allowedNames,
    List<String> userHeaders,
    List<String> groupHeaders,
    List<String> uidHeaders,
    List<String> extraPrefixes) {

  /** Nobody is named in any. */
  public static final ProxyHeaders NONE =
      new ProxyHeaders(List.of(), List.of(), List.of(), List.of(), List.of());

  public ProxyHeaders {
    allowedNames = List.copyOf(allowedNames);
    userHeaders = List.copyOf(userHeaders);
    groupHeaders = List.copyOf(groupHeaders);
    uidHeaders = List.copyOf(uidHeaders);
    extraPrefixes = List.copyOf(extraPrefixes);
  }
}
