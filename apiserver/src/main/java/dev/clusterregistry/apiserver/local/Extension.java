package dev.clusterregistry.apiserver.local;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.health.HealthCheck;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server of certain kinds has beyond any other: made of its own objects. */
public interface Extension {

  /** Who decides what users may do. */
  Authorizer authorizer();

  /** Who has a say in changes. */
  default Admission admission() {
    return Admission.ALL;
  }

  /** What must be well before the server is ready, beside what any server needs. */
  default List<HealthCheck> readiness() {
    return List.of();
  }

  /**
   * What a user may see of a list or watch that the authorizer does not allow; null to refuse it.
   */
  default Sight.@Nullable Limited sight(User user, RequestInfo info) {
    return null;
  }

  /**
   * The cache is loaded, the port not yet open.
   *
   * @param permissionsChanged to be run, on any thread, when decisions may have changed
   */
  default void start(Runnable permissionsChanged) {}

  /** Ends what works in the background. */
  default void close() {}

  /** Nothing but an authorizer. */
  static Extension of(Authorizer authorizer) {
    return () -> authorizer;
  }

  /** Whether it can be said who may do what only once the store has been read. */
  default boolean rightsAreStored() {
    return true;
  }
}
