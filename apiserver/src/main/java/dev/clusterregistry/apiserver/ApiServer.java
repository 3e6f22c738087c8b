package dev.clusterregistry.apiserver;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.cache.watch.Watches;
import dev.clusterregistry.apiserver.filter.AuthenticationFilter;
import dev.clusterregistry.apiserver.filter.AuthorizationFilter;
import dev.clusterregistry.apiserver.filter.ClientTimeout;
import dev.clusterregistry.apiserver.filter.DeadlineFilter;
import dev.clusterregistry.apiserver.filter.DrainFilter;
import dev.clusterregistry.apiserver.filter.ErrorFilter;
import dev.clusterregistry.apiserver.filter.FrontDoor;
import dev.clusterregistry.apiserver.filter.GoawayFilter;
import dev.clusterregistry.apiserver.filter.ImpersonationFilter;
import dev.clusterregistry.apiserver.filter.InFlightFilter;
import dev.clusterregistry.apiserver.filter.MetricsFilter;
import dev.clusterregistry.apiserver.filter.OpenWatches;
import dev.clusterregistry.apiserver.filter.RequestInfoFilter;
import dev.clusterregistry.apiserver.filter.Router;
import dev.clusterregistry.apiserver.filter.Routes;
import dev.clusterregistry.apiserver.filter.StartFilter;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.HttpServer;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.apiserver.local.Extension;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.apiserver.local.LocalClient;
import dev.clusterregistry.apiserver.metrics.AuthenticationMetrics;
import dev.clusterregistry.apiserver.metrics.MeasuredStore;
import dev.clusterregistry.apiserver.metrics.RequestMetrics;
import dev.clusterregistry.apiserver.metrics.ServerMetrics;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.ResourceHandler;
import dev.clusterregistry.apiserver.resource.served.ServedResources;
import dev.clusterregistry.apiserver.review.Reviews;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An API server: the kinds it is given, served from the store it is given. Everything is put
 * together here, in the order in which a request meets it.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final Duration BETWEEN_LOADS = Duration.ofMillis(500);

  private final ApiServerOptions options;
  private final WatchCache cache;
  private final Watches watches;
  private final DrainFilter draining;
  private final HttpServer http;
  private final Extension extension;
  private final ResourceHandler handler;
  private final OpenWatches openWatches;
  private final ServerRoutes served;
  private final AtomicBoolean loaded = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  public ApiServer(ApiServerOptions options) {
    this.options = options;
    ServedResources resources = new ServedResources(options.kinds());
    ServerMetrics metrics = new ServerMetrics();
    Store store = new MeasuredStore(options.store(), resources.cached(), metrics);
    cache = new WatchCache(store, resources.cached(), options.cache());
    watches = new Watches(cache);
    extension =
        options.extension().apply(new Inside(cache, resources, new LocalClient(this::local)));
    Authorizer authorizer = extension.authorizer();
    handler =
        new ResourceHandler(
            resources,
            store,
            cache,
            watches,
            Sources.system(),
            options.limits().shortestWatch(),
            extension.admission());
    Reviews reviews = new Reviews(options.authenticator(), authorizer, Sources.system());
    served =
        new ServerRoutes(
            options, loaded::get, stopping::get, metrics, reviews, extension.readiness());
    Routes routes = served.assemble(handler);

    InFlightFilter limits =
        new InFlightFilter(
            options.limits().reads(), options.limits().writes(), authorization(new Router()));
    openWatches =
        new OpenWatches(
            authentication(AuthenticationMetrics.unpublished(), authorization(OpenWatches::letIn)),
            authentication(new AuthenticationMetrics(metrics), limits));
    draining = new DrainFilter(openWatches);
    StartFilter starting = new StartFilter(loaded::get, extension.rightsAreStored(), draining);
    DeadlineFilter deadline = new DeadlineFilter(options.http().timeouts().request(), starting);
    RequestInfoFilter info = new RequestInfoFilter(routes, deadline);
    MetricsFilter counting = new MetricsFilter(new RequestMetrics(metrics.registry()), info);
    FrontDoor frontDoor =
        new FrontDoor(GoawayFilter.of(options.limits().goawayChance(), new ErrorFilter(counting)));

    ServerValues values = new ServerValues(metrics);
    values.addInFlight(limits);
    values.addCache(
        options.kinds().stream().filter(kind -> kind.options().stored()).toList(), cache);
    values.addBuild(options.version());
    values.addStore(options.store());
    http = new HttpServer(transport(options.http(), values), frontDoor);
    values.addCertificate(http::certificateExpires);
  }

  /** Who is it, and on whose behalf? */
  private Endpoint authentication(AuthenticationMetrics metrics, Endpoint next) {
    return new AuthenticationFilter(
        options.authenticator(), metrics, new ImpersonationFilter(extension.authorizer(), next));
  }

  private Endpoint authorization(Endpoint next) {
    return new AuthorizationFilter(extension.authorizer(), extension::sight, next);
  }

  private Reply local(Call call) {
    return handler.answer(call);
  }

  private static HttpOptions transport(HttpOptions given, ServerValues values) {
    return given
        .withRequestTimeout(given.timeouts().request(), ApiServer::timedOut)
        .withPatience(request -> ClientTimeout.of(request, given.timeouts().request()))
        .withListener(values.transport());
  }

  private static Reply timedOut() {
    Status status = Statuses.timeout().status();
    return new Reply.Full(
        status.httpCode(),
        Headers.of("Content-Type", "application/json").add("Cache-Control", "no-cache, private"),
        status.toJson());
  }

  /**
   * Loads what is stored, then begins to serve. If the store is across a network and does not
   * answer, serves health checks alone until it does.
   *
   * @throws IOException with one clear line if the certificate is unusable or the address taken
   * @throws dev.clusterregistry.store.StoreException if the store cannot be read
   */
  public void start() throws IOException {
    http.prepare();
    try {
      load();
    } catch (StoreException e) {
      if (!options.cache().headBlocks()) {
        throw e;
      }
      LOG.warn("Waiting for the store: {}", e.getMessage());
      Thread.ofVirtual().name("start").start(this::loadWhenItAnswers);
    }
    http.start();
    if (options.documentsAtStart()) {
      Thread.ofVirtual().name("documents").start(served::prepareDocuments);
    }
  }

  private void load() {
    cache.start();
    openWatches.start();
    extension.start(openWatches::permissionsChanged);
    loaded.set(true);
  }

  private void loadWhenItAnswers() {
    while (!stopping.get()) {
      try {
        load();
        LOG.info("The store answers, everything is loaded");
        return;
      } catch (StoreException e) {
        LOG.debug("still waiting for the store: {}", e.getMessage());
        pause(BETWEEN_LOADS);
      }
    }
  }

  public InetSocketAddress address() {
    return http.address();
  }

  public int port() {
    return http.port();
  }

  /** Whether readyz would say ok. */
  public boolean ready() {
    return loaded.get() && !stopping.get();
  }

  /**
   * Uses another serving certificate for connections to come.
   *
   * @throws IOException if it is unusable; the one in use stays
   */
  public void reload(TlsOptions files) throws IOException {
    http.reload(files);
  }

  /**
   * Stops without breaking anything off: readyz fails first, then nothing new is taken, watches end
   * cleanly, clients are told to go, and what is being worked on is finished.
   *
   * @param bound how long to wait for the latter
   * @return whether all was finished in time
   */
  public boolean shutdown(Duration bound) {
    if (!stopping.getAndSet(true)) {
      pause(options.limits().shutdownDelay());
    }
    draining.drain();
    watches.shutdown();
    boolean finished = http.drain(bound);
    close();
    return finished;
  }

  private static void pause(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever interrupts wants it to go faster
    }
  }

  /** Stops at once. The store stays open. */
  @Override
  public void close() {
    stopping.set(true);
    http.close();
    openWatches.close();
    extension.close();
    cache.close();
  }
}
