package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.options.DeleteOptions;
import dev.clusterregistry.apiserver.resource.read.ListPlan;
import dev.clusterregistry.apiserver.resource.served.ServedResource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Deletes the objects of a list, some at a time so that they share the store's group commits; some
 * may be gone when one fails.
 */
public final class CollectionDeleter {
  private static final int NOT_FOUND = 404;
  private static final int AT_ONCE = 32;

  private final Deleter deleter;

  public CollectionDeleter(Deleter deleter) {
    this.deleter = deleter;
  }

  /**
   * @throws StatusException of the first object that cannot be deleted
   */
  public void delete(Call call, ServedResource resource, ListPlan plan, DeleteOptions options) {
    List<Frozen> objects = objects(plan);
    // Preconditions hold for one object at most; what follows the first failure is to stay.
    int atOnce = options.uid() == null && options.resourceVersion() == null ? AT_ONCE : 1;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < objects.size(); from += atOnce) {
        List<Callable<Void>> deletions = new ArrayList<>(atOnce);
        for (Frozen object : objects.subList(from, Math.min(objects.size(), from + atOnce))) {
          deletions.add(
              () -> {
                delete(call, resource, object, options);
                return null;
              });
        }
        for (Future<Void> deletion : threads.invokeAll(deletions)) {
          deletion.get();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Statuses.timeout();
    }
  }

  private void delete(Call call, ServedResource resource, Frozen object, DeleteOptions options) {
    try {
      deleter.delete(call, resource, object.key(), object.name(), options);
    } catch (StatusException e) {
      if (e.status().code() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private static List<Frozen> objects(ListPlan plan) {
    List<Frozen> objects = new ArrayList<>(plan.count());
    plan.forEach(objects::add);
    return objects;
  }
}
