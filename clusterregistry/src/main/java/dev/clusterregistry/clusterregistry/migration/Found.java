package dev.clusterregistry.clusterregistry.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object in the source.
 *
 * @param origin where it is there, such as a key or a file, for messages
 * @param cluster in the form of this registry; null if it cannot be read
 * @param notes what is left out of it or odd about it; the reason alone if it cannot be read
 */
public record Found(String origin, @Nullable ObjectNode cluster, List<String> notes) {

  static Found unreadable(String origin, String why) {
    return new Found(origin, null, List.of(why));
  }
}
