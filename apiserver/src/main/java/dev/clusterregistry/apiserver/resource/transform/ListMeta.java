package dev.clusterregistry.apiserver.resource.transform;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The metadata of a list.
 *
 * @param continueToken empty on the last page
 * @param remaining objects after this page; below 0 if not told
 */
public record ListMeta(long revision, String continueToken, long remaining) {

  ObjectNode toTree() {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("resourceVersion", Long.toString(revision));
    if (!continueToken.isEmpty()) {
      metadata.put("continue", continueToken);
      if (remaining >= 0) {
        metadata.put("remainingItemCount", remaining);
      }
    }
    return metadata;
  }
}
