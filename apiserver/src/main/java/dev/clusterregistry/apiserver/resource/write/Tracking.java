package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.options.WriteOptions;
import dev.clusterregistry.machinery.apply.FieldManagement;
import dev.clusterregistry.machinery.validation.FieldManagers;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the managedFields of what one request writes.
 *
 * @param manager to whom the request's changes are attributed
 */
record Tracking(FieldManagement management, String manager, Sources sources) {

  static Tracking of(Call call, FieldManagement management, WriteOptions options, Sources sources) {
    String userAgent = Objects.requireNonNullElse(call.request().headers().get("User-Agent"), "");
    return new Tracking(management, FieldManagers.name(options.fieldManager(), userAgent), sources);
  }

  /** The draft of a new object. */
  Draft created(Draft draft) {
    return updated(nothing(), draft.tree());
  }

  /** The draft of a changed object. */
  Draft updated(Draft live, Draft draft) {
    return updated(live.tree(), draft.tree());
  }

  private Draft updated(ObjectNode live, ObjectNode updated) {
    return new Draft(management.update(live, updated, manager, now()));
  }

  static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** As managedFields hold it. */
  String now() {
    return sources.now().toString();
  }
}
