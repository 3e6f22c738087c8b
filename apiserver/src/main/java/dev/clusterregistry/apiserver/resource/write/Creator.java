package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.BodyFormat;
import dev.clusterregistry.apiserver.resource.options.WriteOptions;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.apiserver.resource.transform.VersionForm;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.NameGenerator;
import dev.clusterregistry.machinery.validation.OwnerReferences;
import dev.clusterregistry.machinery.validation.QueryValues;
import dev.clusterregistry.store.WriteResult;
import org.jspecify.annotations.Nullable;

/** Answers create. */
public final class Creator {
  private static final int ATTEMPTS_AT_A_NAME = 8;

  private final WriteContext context;
  private final BodyReader bodies = new BodyReader();
  private final Road road = new Road();
  private final NameGenerator names;

  public Creator(WriteContext context) {
    this.context = context;
    this.names = new NameGenerator(context.sources().random());
  }

  /**
   * Creates the object in the body.
   *
   * @return the new object; of a dry run, without a revision
   * @throws StatusException if it cannot be created
   */
  public Frozen create(Call call, ServedResource resource, String namespace) {
    Encoding encoding = BodyFormat.encoding(call.request());
    byte[] body = BodyReader.bytes(call.request());
    WriteOptions options = WriteOptions.forCreate(call.info().query());
    Draft sent = bodies.object(call, body, encoding, resource, options.fieldValidation());
    Identity.ensureNamespace(sent, namespace);
    String warning = OwnerReferences.removeDuplicates(sent.metadata(), false);
    if (warning != null) {
      call.warn(warning);
    }
    String sentRevision = sent.text("resourceVersion");
    SystemFields.clear(sent); // before anybody comes to own them
    Draft draft =
        Tracking.of(call, resource.fields(false), options, context.sources()).created(sent);
    context.admit(call, resource, namespace, draft.name(), draft, null);
    SystemFields.onCreate(draft, resource, context.sources());
    boolean generate = draft.name().isEmpty() && !draft.text("generateName").isEmpty();
    for (int attempt = 1; ; attempt++) {
      if (generate) {
        draft.metadata().put("name", names.generate(draft.text("generateName")));
      }
      resource.kind().rules().beforeCreate(draft.tree());
      road.validate(call, resource, draft, null);
      if (!options.dryRun() && isRevision(sentRevision)) {
        throw Statuses.unknown500("resourceVersion should not be set on objects to be created");
      }
      byte[] value = road.encodeOrForgetFields(resource, draft);
      String key = resource.key(namespace, draft.name());
      Existing outcome =
          options.dryRun()
              ? dryRun(call, resource, key, value, sentRevision)
              : put(resource, key, value);
      if (outcome.created() != null) {
        return outcome.created();
      }
      if (!generate || attempt == ATTEMPTS_AT_A_NAME) {
        throw taken(resource, draft, outcome.terminating());
      }
    }
  }

  /** Kubernetes says the same of a name that was given beside a generateName. */
  private static StatusException taken(ServedResource resource, Draft draft, boolean terminating) {
    return draft.text("generateName").isEmpty()
        ? Statuses.alreadyExists(resource.groupResource(), draft.name(), terminating)
        : Statuses.generateNameConflict(resource.groupResource(), draft.name(), terminating);
  }

  /**
   * @param created null if there is an object of that name already
   */
  private record Existing(@Nullable Frozen created, boolean terminating) {}

  private Existing put(ServedResource resource, String key, byte[] value) {
    return switch (context.store().put(key, value, 0)) {
      case WriteResult.Committed committed ->
          new Existing(Current.freeze(resource, key, value, committed.revision()), false);
      case WriteResult.Conflict conflict ->
          new Existing(
              null,
              conflict.current() != null
                  && terminating(
                      resource,
                      Current.freeze(
                          resource,
                          key,
                          conflict.current().value(),
                          conflict.current().revision())));
    };
  }

  private Existing dryRun(
      Call call, ServedResource resource, String key, byte[] value, String sentRevision) {
    Frozen existing = context.current().read(call, resource, key);
    return existing == null
        ? new Existing(Unstored.of(resource, key, value, sentRevision), false)
        : new Existing(null, terminating(resource, existing));
  }

  private static boolean terminating(ServedResource resource, Frozen existing) {
    return new Draft(VersionForm.of(resource).tree(existing)).terminating();
  }

  private static boolean isRevision(String text) {
    try {
      return !text.isEmpty() && QueryValues.parseUint(text) != 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
