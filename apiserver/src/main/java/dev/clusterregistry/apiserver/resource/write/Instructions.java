package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.resource.negotiation.PatchType;
import dev.clusterregistry.apiserver.resource.options.WriteOptions.FieldValidation;
import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.patch.JsonPatch;
import dev.clusterregistry.machinery.patch.MergePatch;
import dev.clusterregistry.machinery.patch.PatchedText;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.strategic.Restoration;
import dev.clusterregistry.machinery.strategic.StrategicMergePatch;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A parsed patch other than an apply. */
sealed interface Instructions {

  /**
   * @throws StatusException 400 if the body is no patch
   */
  static Instructions parse(PatchType type, byte[] body, FieldValidation validation) {
    return switch (type) {
      case JSON -> new Json(JsonPatch.parse(body));
      case MERGE ->
          validation == FieldValidation.IGNORE
              ? unchecked(MergePatch.readUnchecked(body))
              : new Merge(MergePatch.parse(body));
      case STRATEGIC -> new Strategic(StrategicMergePatch.parse(body));
      case APPLY -> throw new IllegalArgumentException("an apply is merged, not instructed");
    };
  }

  private static Instructions unchecked(JsonNode patch) {
    return patch instanceof ObjectNode object
        ? new Merge(new MergePatch(object, List.of()))
        : new Whole(patch);
  }

  /**
   * @param target stays as it is
   * @throws StatusException if it cannot be applied
   */
  JsonNode apply(ObjectNode target, KindVersion version);

  /** Unknown and duplicate members of the patch itself. */
  List<String> problems();

  /** The result as Kubernetes writes it, whose order decides which unknown field it names first. */
  String written(ObjectNode target, JsonNode result);

  /** What Kubernetes shows of a patch whose result is no object of the kind. */
  default String shown(ObjectNode target, JsonNode result) {
    return written(target, result);
  }

  /**
   * Why the result is no object of the kind.
   *
   * @param error of decoding it
   */
  default String reason(JsonNode result, KindVersion version, String error) {
    return error;
  }

  record Json(JsonPatch patch) implements Instructions {
    @Override
    public JsonNode apply(ObjectNode target, KindVersion version) {
      JsonNode result = patch.apply(target);
      if (!result.isContainer()) {
        throw Statuses.unprocessablePatch();
      }
      return result;
    }

    @Override
    public List<String> problems() {
      return patch.problems();
    }

    @Override
    public String written(ObjectNode target, JsonNode result) {
      return PatchedText.of(target, result, patch.touched());
    }
  }

  record Merge(MergePatch patch) implements Instructions {
    @Override
    public JsonNode apply(ObjectNode target, KindVersion version) {
      return patch.apply(target);
    }

    @Override
    public List<String> problems() {
      return patch.problems();
    }

    @Override
    public String written(ObjectNode target, JsonNode result) {
      return PatchedText.of(target, result, patch.patch());
    }
  }

  /** A merge patch that is no object takes the place of all, and then is no object of the kind. */
  record Whole(JsonNode value) implements Instructions {
    @Override
    public JsonNode apply(ObjectNode target, KindVersion version) {
      return value;
    }

    @Override
    public List<String> problems() {
      return List.of();
    }

    @Override
    public String written(ObjectNode target, JsonNode result) {
      return GoJson.text(value);
    }
  }

  record Strategic(StrategicMergePatch patch) implements Instructions {
    /** Kubernetes fills in a typed object, which keeps its type whatever the patch says of it. */
    @Override
    public JsonNode apply(ObjectNode target, KindVersion version) {
      ObjectNode result = patch.apply(target, version.schema());
      keepType(result, "kind", version.kind().kind());
      keepType(result, "apiVersion", version.apiVersion());
      return result;
    }

    private static void keepType(ObjectNode result, String member, String value) {
      JsonNode given = result.path(member);
      if (given.isString() || given.isNull() || given.isMissingNode()) {
        result.put(member, value);
      }
    }

    @Override
    public List<String> problems() {
      return patch.problems();
    }

    @Override
    public String written(ObjectNode target, JsonNode result) {
      return PatchedText.of(target, result, result);
    }

    /** The patch, not its result. */
    @Override
    public String shown(ObjectNode target, JsonNode result) {
      return GoFormat.plain(patch.patch());
    }

    @Override
    public String reason(JsonNode result, KindVersion version, String error) {
      String problem = Restoration.problem(result, version.schema());
      return problem == null ? error : problem;
    }
  }
}
