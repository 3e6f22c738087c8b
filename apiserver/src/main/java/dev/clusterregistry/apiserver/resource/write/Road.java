package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.schema.KindRules;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaValidation;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.ObjectMetaValidation;
import dev.clusterregistry.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last stretch that every draft travels: validation, then the bytes to store. Mutating
 * admission joins before the system fields are set, managed fields behind them, validating
 * admission before the encoding.
 */
final class Road {
  /** One limit for every store, so that data can move between them. */
  private final ObjectEncoder encoder = new ObjectEncoder();

  /**
   * Checks a draft and warns of what is suspicious about it.
   *
   * @param stored the object that the draft is to replace; null for a new one
   * @throws StatusException 422
   */
  void validate(Call call, ServedResource resource, Draft draft, @Nullable Draft stored) {
    List<FieldError> errors = generalErrors(resource, draft, stored);
    KindRules rules = resource.kind().rules();
    ObjectNode object = inStorageVersion(resource, draft);
    errors.addAll(rules.errors(object, stored == null ? null : inStorageVersion(resource, stored)));
    refuse(resource, draft, errors);
    rules.warnings(object).forEach(call::warn);
  }

  /** Warns of what is suspicious about an object that stays as it is. */
  void warn(Call call, ServedResource resource, Draft stored) {
    resource.kind().rules().warnings(inStorageVersion(resource, stored)).forEach(call::warn);
  }

  /**
   * Checks a draft of which only the status can have changed: what is in its spec was judged when
   * it came in.
   *
   * @throws StatusException 422
   */
  void validateStatus(ServedResource resource, Draft draft, Draft stored) {
    refuse(resource, draft, generalErrors(resource, draft, stored));
  }

  /** What is wrong by the rules for all kinds and by the kind's schema. */
  private static List<FieldError> generalErrors(
      ServedResource resource, Draft draft, @Nullable Draft stored) {
    ObjectMetaValidation metadata =
        new ObjectMetaValidation(resource.kind().rules().nameRule(), resource.kind().namespaced());
    List<FieldError> errors =
        new ArrayList<>(
            stored == null
                ? metadata.onCreate(draft.metadata())
                : metadata.onUpdate(draft.metadata(), stored.metadata()));
    ObjectNode before = stored == null ? null : stored.tree();
    Schema schema = resource.version().schema();
    errors.addAll(
        resource.kind().rules().enforcesSchema()
            ? SchemaValidation.errors(draft.tree(), before, schema)
            : SchemaValidation.repeats(draft.tree(), before, schema));
    return errors;
  }

  private static void refuse(ServedResource resource, Draft draft, List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Statuses.invalid(resource.groupKind(), draft.name(), errors);
    }
  }

  /**
   * The value to store.
   *
   * @throws StatusException 413
   */
  byte[] encode(ServedResource resource, Draft draft) {
    byte[] value = encoded(resource, draft);
    if (value.length > Store.LARGEST_VALUE) {
      throw Statuses.tooLarge(Store.LARGEST_VALUE);
    }
    return value;
  }

  /**
   * The value to store. The draft loses its managedFields if it is too large with them.
   *
   * @throws StatusException 413
   */
  byte[] encodeOrForgetFields(ServedResource resource, Draft draft) {
    byte[] value = encoded(resource, draft);
    if (value.length <= Store.LARGEST_VALUE) {
      return value;
    }
    draft.metadata().remove("managedFields");
    return encode(resource, draft);
  }

  private byte[] encoded(ServedResource resource, Draft draft) {
    return encoder.encodeValue(inStorageVersion(resource, draft), resource.storageVersion());
  }

  private static ObjectNode inStorageVersion(ServedResource resource, Draft draft) {
    return resource.isStorageVersion()
        ? draft.tree()
        : resource
            .kind()
            .converter()
            .convert(draft.tree(), resource.version(), resource.storageVersion());
  }
}
