package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.patch.JsonPatch;
import dev.clusterregistry.machinery.patch.MergePatch;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.strategic.Restoration;
import dev.clusterregistry.machinery.strategic.StrategicMergePatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patch by its type. Parsed when it is applied for the first time, because a missing object is
 * the first thing to tell a client.
 */
abstract sealed class Instructions {
  final byte[] body;

  private Instructions(byte[] body) {
    this.body = body;
  }

  /**
   * @param target stays as it is
   * @throws StatusException if the body is no patch or cannot be applied
   */
  abstract JsonNode apply(ObjectNode target, Schema schema);

  /** Unknown and duplicate members of the patch itself, which has been applied. */
  abstract List<String> problems();

  /** What Kubernetes shows of a patch whose result is no object of the kind. */
  String shown(JsonNode result) {
    return GoJson.text(result);
  }

  /**
   * Why the result is no object of the kind.
   *
   * @param error of decoding it
   */
  String reason(JsonNode result, Schema schema, String error) {
    return error;
  }

  static final class Json extends Instructions {
    private @Nullable JsonPatch patch;

    Json(byte[] body) {
      super(body);
    }

    private JsonPatch patch() {
      if (patch == null) {
        patch = JsonPatch.parse(body);
      }
      return patch;
    }

    @Override
    JsonNode apply(ObjectNode target, Schema schema) {
      return patch().apply(target);
    }

    @Override
    List<String> problems() {
      return patch().problems();
    }
  }

  static final class Merge extends Instructions {
    private @Nullable MergePatch patch;

    Merge(byte[] body) {
      super(body);
    }

    private MergePatch patch() {
      if (patch == null) {
        patch = MergePatch.parse(body);
      }
      return patch;
    }

    @Override
    JsonNode apply(ObjectNode target, Schema schema) {
      return patch().apply(target);
    }

    @Override
    List<String> problems() {
      return patch().problems();
    }
  }

  static final class Strategic extends Instructions {
    private @Nullable StrategicMergePatch patch;

    Strategic(byte[] body) {
      super(body);
    }

    private StrategicMergePatch patch() {
      if (patch == null) {
        patch = StrategicMergePatch.parse(body);
      }
      return patch;
    }

    @Override
    JsonNode apply(ObjectNode target, Schema schema) {
      return patch().apply(target, schema);
    }

    @Override
    List<String> problems() {
      return patch().problems();
    }

    /** The patch, not its result. */
    @Override
    String shown(JsonNode result) {
      return GoFormat.plain(patch().patch());
    }

    @Override
    String reason(JsonNode result, Schema schema, String error) {
      String problem = Restoration.problem(result, schema);
      return problem == null ? error : problem;
    }
  }
}
