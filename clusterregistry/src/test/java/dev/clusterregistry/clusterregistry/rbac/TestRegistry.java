package dev.clusterregistry.clusterregistry.rbac;

import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.AuthorizerChain;
import dev.clusterregistry.apiserver.auth.MastersAuthorizer;
import dev.clusterregistry.apiserver.cache.CacheListener;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.cache.watch.Watches;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.apiserver.local.LocalClient;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.RequestInfoParser;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.resource.ResourceHandler;
import dev.clusterregistry.apiserver.resource.served.ServedResources;
import dev.clusterregistry.clusterregistry.namespace.NamespaceExtension;
import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.store.MemoryStore;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All of a standalone server but transport and filters: real store, cache, handler and rules. */
final class TestRegistry implements AutoCloseable {
  static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
  static final User ADMIN = user("admin", User.MASTERS);

  private final MemoryStore store;
  private final WatchCache cache;
  private final Watches watches;
  private final NamespaceExtension namespaces;
  private final RbacExtension rbac;
  private final Authorizer authorizer;
  private final ResourceHandler handler;
  private volatile long seen;

  TestRegistry() {
    this(new MemoryStore());
  }

  private TestRegistry(MemoryStore store) {
    this.store = store;
    List<Kind> kinds = new ArrayList<>(Kinds.registry(false));
    kinds.addAll(Kinds.standalone());
    ServedResources resources = new ServedResources(kinds);
    cache = new WatchCache(store, resources.cached(), CacheOptions.DEFAULT);
    watches = new Watches(cache);
    Inside inside = new Inside(cache, resources, new LocalClient(this::answer));
    namespaces = new NamespaceExtension(inside);
    rbac = new RbacExtension(inside);
    authorizer = new AuthorizerChain(List.of(new MastersAuthorizer(), rbac.authorizer()));
    handler =
        new ResourceHandler(
            resources,
            store,
            cache,
            watches,
            Sources.system(),
            Duration.ofMinutes(30),
            Admission.of(List.of(namespaces.admission(), rbac.admission(authorizer))));
    cache.listen(new Seen());
    cache.start();
    namespaces.start();
    rbac.start(() -> {});
  }

  /** Hears of changes after all others. */
  private final class Seen implements CacheListener {
    @Override
    public void applied() {
      seen = cache.revision();
    }

    @Override
    public void reset() {}

    @Override
    public void historyLoaded() {}
  }

  static User user(String name, String... groups) {
    return User.authenticated(name, "", List.of(groups), Map.of());
  }

  private Reply answer(Call call) {
    return handler.answer(call);
  }

  Authorizer authorizer() {
    return authorizer;
  }

  /** What a start does in the background. */
  void reconcile() {
    rbac.reconcile();
  }

  MemoryStore store() {
    return store;
  }

  boolean allows(User user, RequestInfo info) {
    return authorizer.allows(user, info, Patience.ENDLESS);
  }

  /** Lets what was written become visible to decisions. */
  void settle() {
    await().until(() -> seen >= store.head());
  }

  /** The failure of a request, as {@code code message}; "ok" if it succeeds. */
  String send(User user, String method, String target, String json) {
    try {
      call(user, method, target, json);
      return "ok";
    } catch (StatusException e) {
      Status status = e.status();
      return status.code() + " " + status.message();
    }
  }

  /** The body of the answer. */
  String call(User user, String method, String target, String json) {
    int question = target.indexOf('?');
    ApiRequest request =
        new ApiRequest(
            method,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? "" : target.substring(question + 1),
            method.equals("PATCH")
                ? Headers.of("Content-Type", "application/merge-patch+json")
                : new Headers(),
            json.getBytes(StandardCharsets.UTF_8),
            false,
            List.of(),
            new InetSocketAddress(0),
            false,
            true,
            true);
    Call call = new Call(request, System.nanoTime());
    call.info(Objects.requireNonNull(RequestInfoParser.parse(request)));
    call.user(user);
    call.authorization(further -> {});
    Reply reply = handler.answer(call);
    return reply instanceof Reply.Full full ? new String(full.body(), StandardCharsets.UTF_8) : "";
  }

  /** Stops, and starts anew with what is stored. */
  TestRegistry restart() {
    stop();
    return new TestRegistry(store);
  }

  private void stop() {
    rbac.close();
    namespaces.close();
    watches.shutdown();
    cache.close();
  }

  @Override
  public void close() {
    stop();
    store.close();
  }
}
