package dev.clusterregistry.apiserver.resource;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.cache.FaultyStore;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.cache.watch.Watches;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.RequestInfoParser;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.negotiation.StatusWriter;
import dev.clusterregistry.apiserver.resource.served.ServedResources;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import dev.clusterregistry.machinery.status.StatusException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** A registry of gadgets, parts and widgets: real parts, called without a transport. */
final class Registry implements AutoCloseable {
  static final String GROUP = "/apis/example.com/";
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  final FaultyStore store = new FaultyStore();
  private final WatchCache cache;
  private final Watches watches;
  private final ResourceHandler handler;
  private final TestLoop loop = new TestLoop();

  Registry() {
    this(CacheOptions.DEFAULT, RandomGenerator.of("SplittableRandom"));
  }

  Registry(CacheOptions options, RandomGenerator random) {
    ServedResources resources =
        new ServedResources(
            List.of(kind("gadgets.yaml"), kind("parts.yaml"), kind("widgets.yaml")));
    cache = new WatchCache(store, resources.cached(), options);
    watches = new Watches(cache);
    cache.start();
    handler =
        new ResourceHandler(
            resources,
            store,
            cache,
            watches,
            new Sources(InstantSource.fixed(NOW), random),
            Duration.ofMinutes(30),
            Admission.ALL);
  }

  private static Kind kind(String file) {
    try (InputStream yaml = Registry.class.getResourceAsStream(file)) {
      return new KindReader().read(file, Objects.requireNonNull(yaml).readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The path of a collection, such as v1, ns. */
  static String in(String version, String namespace) {
    return GROUP + version + "/namespaces/" + namespace + "/gadgets";
  }

  /** The path of all namespaces. */
  static String everywhere(String version) {
    return GROUP + version + "/gadgets";
  }

  Answer get(String target) {
    return call("GET", target, new Headers(), "");
  }

  Answer get(String target, String accept) {
    return call("GET", target, Headers.of("Accept", accept), "");
  }

  Answer post(String target, String body) {
    return call("POST", target, new Headers(), body);
  }

  Answer put(String target, String body) {
    return call("PUT", target, new Headers(), body);
  }

  Answer merge(String target, String body) {
    return call("PATCH", target, Headers.of("Content-Type", "application/merge-patch+json"), body);
  }

  Answer strategic(String target, String body) {
    return patch(target, "application/strategic-merge-patch+json", body);
  }

  Answer jsonPatch(String target, String body) {
    return patch(target, "application/json-patch+json", body);
  }

  /** Applies; the target names the manager. */
  Answer apply(String target, String body) {
    return patch(target, "application/apply-patch+yaml", body);
  }

  private Answer patch(String target, String contentType, String body) {
    return call("PATCH", target, Headers.of("Content-Type", contentType), body);
  }

  Answer delete(String target) {
    return call("DELETE", target, new Headers(), "");
  }

  /** Creates gadgets by names, in a namespace. */
  void create(String namespace, String... names) {
    for (String name : names) {
      Answer answer = post(in("v1", namespace), "{\"metadata\":{\"name\":\"" + name + "\"}}");
      if (answer.status() != 201) {
        throw new AssertionError(answer.text());
      }
    }
  }

  /** The verbs that an apply asks permission for beside its own. */
  List<String> asking(String target, String body) {
    Headers headers = Headers.of("Content-Type", "application/apply-patch+yaml");
    Call call = new Call(request("PATCH", target, headers, body), System.nanoTime());
    call.info(Objects.requireNonNull(RequestInfoParser.parse(call.request())));
    List<String> verbs = new ArrayList<>();
    call.authorization(asked -> verbs.add(asked.verbText()));
    handler.answer(call);
    return verbs;
  }

  Answer call(String method, String target, Headers headers, String body) {
    Call call = new Call(request(method, target, headers, body), System.nanoTime());
    call.info(Objects.requireNonNull(RequestInfoParser.parse(call.request())));
    call.authorization(allowed -> {});
    Reply reply;
    try {
      reply = handler.answer(call);
    } catch (StatusException e) {
      reply = StatusWriter.reply(call.request(), e.status());
    }
    return switch (reply) {
      case Reply.Full full ->
          new Answer(full.status(), full.headers(), full.body(), call.warningHeaders());
      case Reply.Streaming streaming -> {
        TestChannel channel = new TestChannel(loop, streaming.source());
        yield new Answer(
            streaming.status(), streaming.headers(), channel.all(), call.warningHeaders());
      }
    };
  }

  /** Opens a watch whose frames are read one by one. */
  TestChannel watch(String target) {
    return watch(target, new Headers());
  }

  TestChannel watch(String target, Headers headers) {
    Call call = new Call(request("GET", target, headers, ""), System.nanoTime());
    call.info(Objects.requireNonNull(RequestInfoParser.parse(call.request())));
    return new TestChannel(loop, ((Reply.Streaming) handler.answer(call)).source());
  }

  private static ApiRequest request(String method, String target, Headers headers, String body) {
    int question = target.indexOf('?');
    return new ApiRequest(
        method,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        false,
        List.of(),
        new InetSocketAddress(0),
        false,
        true,
        true);
  }

  @Override
  public void close() {
    watches.shutdown();
    cache.close();
    store.close();
    loop.close();
  }
}
