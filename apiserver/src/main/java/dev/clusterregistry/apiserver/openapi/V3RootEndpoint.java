package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.util.SortedMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the v3 documents, each with a URL that changes when the document does. It is JSON whatever
 * the client accepts.
 */
final class V3RootEndpoint implements Endpoint {
  private final OpenApi openApi;

  V3RootEndpoint(OpenApi openApi) {
    this.openApi = openApi;
  }

  static ObjectNode root(SortedMap<String, PublishedDocument> documents) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode paths = root.putObject("paths");
    documents.forEach(
        (path, document) ->
            paths.putObject(path).put("serverRelativeURL", url(path, document.hash())));
    return root;
  }

  static String url(String path, String hash) {
    return "/openapi/v3/" + path + "?hash=" + hash;
  }

  @Override
  public Reply answer(Call call) {
    return openApi.published(call).v3Root().reply(call, Form.JSON);
  }
}
