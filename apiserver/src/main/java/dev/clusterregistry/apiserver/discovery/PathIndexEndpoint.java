package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists all paths. */
public final class PathIndexEndpoint implements Endpoint {
  private final byte[] json;

  /**
   * @param paths sorted
   */
  public PathIndexEndpoint(List<String> paths) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ClassicDocuments.addAll(tree.putArray("paths"), paths);
    this.json = JsonPrinter.pretty(JsonPrinter.compact(tree));
  }

  @Override
  public Reply answer(Call call) {
    return new Reply.Full(200, Headers.of("Content-Type", "application/json"), json);
  }
}
