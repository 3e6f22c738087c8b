package dev.clusterregistry.crinit.plan;

import java.util.Map;

/**
 * What is known only once the service is there, in base64 as Secrets have it.
 *
 * @param serving the members of the Secret that the server reads
 * @param authority the members of the Secret that holds the certificate authority
 */
public record Facts(Map<String, String> serving, Map<String, String> authority) {
  public static final String AUTHORITY = "ca.crt";
}
