package dev.clusterregistry.apiserver.auth.delegation;

import dev.clusterregistry.apiserver.auth.ClientAuthorities;
import dev.clusterregistry.apiserver.auth.ProxyHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whom the host believes.
 *
 * @param clients who vouch for users' certificates
 * @param proxies who vouch for certificates of proxies
 * @param headers in which a proxy names the user
 */
record HostTrust(ClientAuthorities clients, ClientAuthorities proxies, ProxyHeaders headers) {
  static final HostTrust NOBODY =
      new HostTrust(ClientAuthorities.NONE, ClientAuthorities.NONE, ProxyHeaders.NONE);

  /**
   * As kube-apiserver writes it. What is not there is not believed.
   *
   * @param data of the ConfigMap
   * @throws IOException with one line if a member cannot be understood
   */
  static HostTrust of(JsonNode data) throws IOException {
    return new HostTrust(
        authorities(data, "client-ca-file"),
        authorities(data, "requestheader-client-ca-file"),
        new ProxyHeaders(
            texts(data, "requestheader-allowed-names"),
            texts(data, "requestheader-username-headers"),
            texts(data, "requestheader-group-headers"),
            texts(data, "requestheader-uid-headers"),
            texts(data, "requestheader-extra-headers-prefix")));
  }

  private static ClientAuthorities authorities(JsonNode data, String member) throws IOException {
    String pem = data.path(member).asString("");
    return pem.isBlank()
        ? ClientAuthorities.NONE
        : ClientAuthorities.parse(member, pem.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(JsonNode data, String member) throws IOException {
    String json = data.path(member).asString("");
    if (json.isEmpty()) {
      return List.of();
    }
    try {
      JsonNode list = JsonMapper.shared().readTree(json);
      if (list.isNull()) {
        return List.of();
      }
      List<String> texts = new ArrayList<>(list.size());
      for (JsonNode text : list) {
        if (!text.isString()) {
          throw notAList(member);
        }
        texts.add(text.stringValue());
      }
      if (list.isArray()) {
        return texts;
      }
    } catch (JacksonException e) {
      throw notAList(member);
    }
    throw notAList(member);
  }

  private static IOException notAList(String member) {
    return new IOException(member + " is no JSON list of texts");
  }
}
