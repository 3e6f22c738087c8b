package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.BodyFormat;
import dev.clusterregistry.apiserver.resource.options.WriteOptions.FieldValidation;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.codec.Decoded;
import dev.clusterregistry.machinery.codec.DecodingException;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.ValueMembers;
import dev.clusterregistry.machinery.status.GroupKind;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes drafts out of request bodies and of the results of patches, and sees to it that unknown and
 * duplicate fields are refused, warned of or passed over as the client wishes.
 */
public final class BodyReader {
  private final ObjectDecoder decoder = new ObjectDecoder();

  /**
   * @throws StatusException 413
   */
  public static byte[] bytes(ApiRequest request) {
    if (request.bodyTooLarge() || request.body().length > BodyFormat.LARGEST_BODY) {
      throw Statuses.tooLarge(BodyFormat.LARGEST_BODY);
    }
    return request.body();
  }

  /**
   * The object in the body of a create or update.
   *
   * @throws StatusException 400
   */
  Draft object(
      Call call,
      byte[] body,
      Encoding encoding,
      ServedResource resource,
      FieldValidation validation) {
    return new Draft(tree(call, body, encoding, resource.version(), validation));
  }

  /**
   * The same as a tree.
   *
   * @throws StatusException 400
   */
  public ObjectNode tree(
      Call call, byte[] body, Encoding encoding, KindVersion version, FieldValidation validation) {
    Decoded decoded = decoder.decode(body, encoding, version);
    if (!decoded.strictProblems().isEmpty()) {
      switch (validation) {
        case IGNORE -> {}
        case WARN -> decoded.warnings().forEach(call::warn);
        case STRICT -> throw Statuses.badRequest(refusal(version, decoded));
      }
    }
    return filledIn(decoded, version);
  }

  private static ObjectNode filledIn(Decoded decoded, KindVersion version) {
    version.kind().rules().fillIn(decoded.tree());
    return decoded.tree();
  }

  private static String refusal(KindVersion version, Decoded decoded) {
    String kind = version.kind().kind();
    return kind
        + " in version \""
        + version.version()
        + "\" cannot be handled as a "
        + kind
        + ": "
        + decoded.strictError();
  }

  /**
   * The object that a patch makes.
   *
   * @param live stays as it is
   * @throws StatusException 400 or 422
   */
  Draft patched(
      Call call,
      ObjectNode live,
      Instructions instructions,
      KindVersion version,
      FieldValidation validation) {
    ObjectNode target = ValueMembers.completed(live, version.schema());
    JsonNode result = instructions.apply(target, version);
    Decoded decoded;
    try {
      decoded = decoder.decodeTree(result, version);
    } catch (DecodingException e) {
      String error = String.valueOf(e.getMessage());
      throw badPatch(
          instructions.shown(target, result), instructions.reason(result, version, error));
    }
    if (!instructions.problems().isEmpty() || !decoded.strictProblems().isEmpty()) {
      List<String> all = new ArrayList<>(instructions.problems());
      all.addAll(
          decoded.strictProblems().size() < 2
              ? decoded.strictProblems()
              : inOrder(instructions.written(target, result), version));
      Decoded together = new Decoded(decoded.tree(), all);
      switch (validation) {
        case IGNORE -> {}
        case WARN -> together.warnings().forEach(call::warn);
        case STRICT -> throw badPatch(instructions.shown(target, result), together.strictError());
      }
    }
    return new Draft(filledIn(decoded, version));
  }

  private List<String> inOrder(String written, KindVersion version) {
    byte[] json = written.getBytes(StandardCharsets.UTF_8);
    return decoder.decodeTree(decoder.parse(json, 0, json.length), version).strictProblems();
  }

  private static StatusException badPatch(String shown, String why) {
    return Statuses.invalid(
        new GroupKind("", ""), "", List.of(FieldError.invalid(FieldPath.of("patch"), shown, why)));
  }
}
