package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Walk;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.DeleteOptions;
import dev.clusterregistry.apiserver.resource.read.ListPlan;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;

/** Deletes the objects of a list, one after the other; some may be gone when one fails. */
public final class CollectionDeleter {
  private static final int NOT_FOUND = 404;

  private final Deleter deleter;

  public CollectionDeleter(Deleter deleter) {
    this.deleter = deleter;
  }

  /**
   * @throws StatusException of the first object that cannot be deleted
   */
  public void delete(Call call, ServedResource resource, ListPlan plan, DeleteOptions options) {
    for (Frozen object : objects(plan)) {
      try {
        deleter.delete(call, resource, object.key(), object.name(), options);
      } catch (StatusException e) {
        if (e.status().code() != NOT_FOUND) {
          throw e;
        }
      }
    }
  }

  private static List<Frozen> objects(ListPlan plan) {
    List<Frozen> objects = new ArrayList<>(plan.count());
    Walk walk = plan.snapshot().walk(plan.range());
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        Frozen object = walk.leaf().item(i);
        if (plan.selection().filter().matches(object)) {
          objects.add(object);
        }
      }
    }
    return objects;
  }
}
