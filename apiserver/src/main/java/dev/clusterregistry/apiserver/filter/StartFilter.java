package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Route;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.function.BooleanSupplier;

/**
 * Refuses what needs the store as long as nothing is loaded. Where rights are kept in the store
 * that is everything but health checks: nobody can be told apart yet, so they are answered to
 * anybody and give no reasons. Where somebody else says who may do what, it is objects alone.
 */
public final class StartFilter implements Endpoint {
  private static final int RETRY_SECONDS = 1;

  private final BooleanSupplier loaded;
  private final boolean rightsAreStored;
  private final Endpoint next;

  /**
   * @param loaded stays true once it is
   */
  public StartFilter(BooleanSupplier loaded, boolean rightsAreStored, Endpoint next) {
    this.loaded = loaded;
    this.rightsAreStored = rightsAreStored;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    boolean document = !rightsAreStored && !call.info().isResource();
    if (document || loaded.getAsBoolean()) {
      return next.answer(call);
    }
    Route route = call.route();
    if (route != null && isCheck(call.info().path())) {
      return route.endpoint().answer(call);
    }
    throw Statuses.tooManyRequests("storage is (re)initializing", RETRY_SECONDS);
  }

  private static boolean isCheck(String path) {
    return path.equals("/healthz") || path.equals("/livez") || path.equals("/readyz");
  }
}
