package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Route;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.function.BooleanSupplier;

/**
 * Refuses everything but health checks as long as nothing is loaded. Nobody can be told apart yet,
 * so the checks are answered to anybody; they give no reasons.
 */
public final class StartFilter implements Endpoint {
  private static final int RETRY_SECONDS = 1;

  private final BooleanSupplier loaded;
  private final Endpoint next;

  /**
   * @param loaded stays true once it is
   */
  public StartFilter(BooleanSupplier loaded, Endpoint next) {
    this.loaded = loaded;
    this.next = next;
  }

  @Override
  public Reply answer(Call call) {
    if (loaded.getAsBoolean()) {
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
