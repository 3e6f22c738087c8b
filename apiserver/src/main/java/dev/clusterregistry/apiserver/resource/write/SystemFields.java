package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server alone decides about an object, whatever a client sends. */
final class SystemFields {
  private static final List<String> CLEARED_ON_CREATE =
      List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion");

  private SystemFields() {}

  /** Takes away what a client cannot say about a new object. */
  static void clear(Draft sent) {
    sent.metadata().remove(CLEARED_ON_CREATE);
  }

  static void onCreate(Draft draft, ServedResource resource, Sources sources) {
    ObjectNode metadata = draft.metadata();
    metadata.remove(CLEARED_ON_CREATE);
    metadata.put("uid", sources.uid());
    metadata.put("creationTimestamp", sources.now().toString());
    if (resource.kind().options().generation()) {
      metadata.put("generation", 1L);
    } else {
      metadata.remove("generation");
    }
    if (resource.version().hasStatus()) {
      draft.tree().remove("status");
    }
  }

  /** For a write of the main resource. The generation stays; the road raises it if spec changed. */
  static void onUpdate(Draft draft, Draft stored, boolean hasStatus) {
    ObjectNode metadata = draft.metadata();
    metadata.remove("selfLink");
    draft.restore("generation", stored);
    if (draft.text("uid").isEmpty()) {
      draft.restore("uid", stored);
    }
    if (stored.present("creationTimestamp") != null) {
      draft.restore("creationTimestamp", stored);
    }
    if (stored.terminating()) {
      draft.restore("deletionTimestamp", stored);
    }
    if (draft.present("deletionGracePeriodSeconds") == null) {
      draft.restore("deletionGracePeriodSeconds", stored);
    }
    if (hasStatus) {
      restoreMember("status", draft.tree(), stored.tree());
    }
  }

  /** For a write of the status subresource: all but the status and who owns it is as it was. */
  static Draft onStatusUpdate(Draft draft, Draft stored) {
    Draft result = stored.shallowCopy();
    restoreMember("status", result.tree(), draft.tree());
    result.restore("managedFields", draft);
    return result;
  }

  static void onDelete(Draft draft, Instant now) {
    ObjectNode metadata = draft.metadata();
    if (!draft.terminating()) {
      long generation = metadata.path("generation").asLong(0);
      if (generation > 0) {
        metadata.put("generation", generation + 1);
      }
      metadata.put("deletionTimestamp", now.toString());
    }
    metadata.put("deletionGracePeriodSeconds", 0L);
  }

  static void raiseGeneration(Draft draft) {
    ObjectNode metadata = draft.metadata();
    metadata.put("generation", metadata.path("generation").asLong(0) + 1);
  }

  private static void restoreMember(String name, ObjectNode to, ObjectNode from) {
    JsonNode value = from.get(name);
    if (value == null || value.isNull()) {
      to.remove(name);
    } else {
      to.set(name, value);
    }
  }
}
