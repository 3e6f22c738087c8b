package dev.clusterregistry.apiserver.admission;

import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.machinery.schema.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change that a call asks for. Nobody may change the trees, which are in the version of the call.
 *
 * @param subresource empty for the object itself
 * @param namespace empty for a cluster-scoped object
 * @param name empty if the server is to make one
 * @param object as it shall be; null if it shall go
 * @param stored as it is; null if it is new, or to be deleted
 */
public record ProposedChange(
    Call call,
    Operation operation,
    Kind kind,
    String subresource,
    String namespace,
    String name,
    @Nullable ObjectNode object,
    @Nullable ObjectNode stored) {

  /** What happens to the object. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE
  }

  /** Whether the object is of this resource. */
  public boolean of(String group, String plural) {
    return kind.group().equals(group) && kind.plural().equals(plural);
  }
}
