package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.admission.ProposedChange;
import dev.clusterregistry.apiserver.admission.ProposedChange.Operation;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.read.Freshness;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.store.Store;
import org.jspecify.annotations.Nullable;

/** What every write needs of its surroundings. */
public final class WriteContext {
  private final StoreWriter store;
  private final Current current;
  private final Sources sources;
  private final Admission admission;

  public WriteContext(Store store, Freshness freshness, Sources sources, Admission admission) {
    this.store = new StoreWriter(store);
    this.current = new Current(freshness);
    this.sources = sources;
    this.admission = admission;
  }

  StoreWriter store() {
    return store;
  }

  Current current() {
    return current;
  }

  Sources sources() {
    return sources;
  }

  /**
   * @param draft as the object shall be; null if it shall go
   * @param stored as it is; null if it is new
   * @throws StatusException if the change must not be made
   */
  void admit(
      Call call,
      ServedResource resource,
      String namespace,
      String name,
      @Nullable Draft draft,
      @Nullable Draft stored) {
    if (admission.equals(Admission.ALL)) {
      return;
    }
    Operation operation =
        draft == null ? Operation.DELETE : stored == null ? Operation.CREATE : Operation.UPDATE;
    admission.admit(
        new ProposedChange(
            call,
            operation,
            resource.kind(),
            call.info().subresource(),
            namespace,
            name,
            draft == null ? null : draft.tree(),
            draft == null || stored == null ? null : stored.tree()));
  }
}
