package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.WriteOptions;
import dev.clusterregistry.machinery.apply.ServerSideApply;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A server-side apply: the configuration in the body is merged into whatever is stored. */
final class Apply implements Change {
  private final Call call;
  private final Updater.Target target;
  private final ConfigurationReader reader;
  private final WriteOptions options;
  private final Tracking tracking;
  private final byte[] body;
  private ConfigurationReader.@Nullable Configuration configuration;

  Apply(
      Call call,
      Updater.Target target,
      ConfigurationReader reader,
      WriteOptions options,
      Tracking tracking,
      byte[] body) {
    this.call = call;
    this.target = target;
    this.reader = reader;
    this.options = options;
    this.tracking = tracking;
    this.body = body;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // nothing to change is told by identity
  public Draft apply(Draft live) {
    ObjectNode merged = merged(live.tree());
    return merged == live.tree() ? live : drafted(merged);
  }

  /** A subresource is of an object that is there. */
  @Override
  public @Nullable Draft create() {
    if (target.part() != null) {
      return null;
    }
    Draft draft = drafted(merged(Tracking.nothing()));
    if (!draft.text("uid").isEmpty()) {
      throw Statuses.conflict(
          target.resource().groupResource(),
          target.name(),
          "uid mismatch: the provided object specified uid "
              + draft.text("uid")
              + ", and no existing object was found");
    }
    return draft;
  }

  /** Whoever applies counts on them. */
  @Override
  public boolean fieldsDispensable() {
    return false;
  }

  /**
   * @throws StatusException of the apply itself, and only if that succeeds, about duplicate keys
   */
  private ObjectNode merged(ObjectNode live) {
    ObjectNode merged =
        new ServerSideApply(tracking.management())
            .apply(
                live, configuration().tree(), tracking.manager(), options.force(), tracking.now());
    configuration().judge(call, options.fieldValidation());
    return merged;
  }

  /** Parsed only now, because a missing object may be the first thing to tell a client. */
  private ConfigurationReader.Configuration configuration() {
    if (configuration == null) {
      configuration = reader.read(body);
    }
    return configuration;
  }

  private Draft drafted(ObjectNode merged) {
    Draft draft = reader.decoded(merged, configuration().tree(), target.resource().version());
    Identity.ensureNamespace(draft, target.namespace());
    Identity.checkName(draft, target.name());
    return draft;
  }
}
