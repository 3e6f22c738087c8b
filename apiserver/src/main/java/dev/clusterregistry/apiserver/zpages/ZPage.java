package dev.clusterregistry.apiserver.zpages;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.MediaClause;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all pages share: text unless a document is asked for by kind, group and version.
 *
 * @param kind of the document, such as Statusz
 */
record ZPage(String kind) {
  static final String COMPONENT = "apiserver";
  private static final String GROUP = "config.k8s.io";
  private static final String VERSION = "v1beta1";
  private static final String WARNING =
      "Warning: This endpoint is not meant to be machine parseable, has no formatting compatibility"
          + " guarantees and is for debugging purposes only.";

  private enum Form {
    TEXT,
    JSON,
    YAML
  }

  /**
   * @throws dev.clusterregistry.machinery.status.StatusException 405, 406
   */
  Reply reply(Call call, Supplier<String> text, Supplier<ObjectNode> document) {
    if (!call.request().method().equals("GET")) {
      throw Statuses.methodNotAllowed();
    }
    String accept = call.request().headers().get("Accept");
    return switch (accept == null || accept.isEmpty() ? Form.TEXT : form(accept)) {
      case TEXT -> reply("text/plain; charset=utf-8", text.get().getBytes(StandardCharsets.UTF_8));
      case JSON ->
          reply("application/json", JsonPrinter.pretty(JsonPrinter.compact(document.get())));
      case YAML -> reply("application/yaml", YamlPrinter.print(document.get()));
    };
  }

  private Form form(String accept) {
    for (MediaClause clause : MediaClause.parse(accept)) {
      boolean document =
          kind.equals(clause.parameter("as"))
              && GROUP.equals(clause.parameter("g"))
              && VERSION.equals(clause.parameter("v"));
      if (document && clause.takes("application", "json")) {
        return Form.JSON;
      }
      if (document && clause.takes("application", "yaml")) {
        return Form.YAML;
      }
      if (clause.parameter("as") == null && clause.takes("text", "plain")) {
        return Form.TEXT;
      }
    }
    throw Statuses.notAcceptable(List.of("text/plain", "application/json", "application/yaml"));
  }

  private static Reply reply(String type, byte[] body) {
    return new Reply.Full(
        200, Headers.of("Content-Type", type).add("X-Content-Type-Options", "nosniff"), body);
  }

  /** The lines above the facts. */
  static String head(String title) {
    return "\n" + COMPONENT + " " + title + "\n" + WARNING + "\n\n";
  }

  /** The document before its facts. */
  ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("kind", kind).put("apiVersion", GROUP + "/" + VERSION);
    document.putObject("metadata").put("name", COMPONENT);
    return document;
  }
}
