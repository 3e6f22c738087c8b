package dev.clusterregistry.apiserver.auth;

import java.nio.file.Path;
import java.util.List;

/**
 * Which proxy is believed, and in which headers it names the user.
 *
 * @param authorities bundle in PEM that the proxy's client certificate must lead to
 * @param allowedNames common names that the certificate may have; empty for any
 * @param userHeaders the first that is not empty names the user
 * @param groupHeaders every value of each is a group
 * @param uidHeaders the first that is not empty names the uid
 * @param extraPrefixes the rest of such a header's name is the key of an extra fact
 */
public record RequestHeaderOptions(
    Path authorities,
    List<String> allowedNames,
    List<String> userHeaders,
    List<String> groupHeaders,
    List<String> uidHeaders,
    List<String> extraPrefixes) {

  public RequestHeaderOptions {
    allowedNames = List.copyOf(allowedNames);
    userHeaders = List.copyOf(userHeaders);
    groupHeaders = List.copyOf(groupHeaders);
    uidHeaders = List.copyOf(uidHeaders);
    extraPrefixes = List.copyOf(extraPrefixes);
  }
}
