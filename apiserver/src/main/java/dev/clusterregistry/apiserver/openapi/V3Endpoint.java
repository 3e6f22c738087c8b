package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Serves the v3 documents. A URL with the right hash may be kept for ever; one with a wrong hash
 * leads to the right one.
 */
final class V3Endpoint implements Endpoint {
  private final OpenApi openApi;
  private final InstantSource clock;

  V3Endpoint(OpenApi openApi, InstantSource clock) {
    this.openApi = openApi;
    this.clock = clock;
  }

  @Override
  public Reply answer(Call call) {
    String path = call.info().path().substring("/openapi/v3/".length());
    PublishedDocument document = openApi.published(call).v3().get(path);
    if (document == null) {
      return notFound();
    }
    String hash = call.info().query().text("hash");
    if (!hash.isEmpty() && !hash.equals(document.hash())) {
      return moved(V3RootEndpoint.url(path, document.hash()));
    }
    Reply reply = document.reply(call);
    if (!hash.isEmpty()) {
      reply.headers().set("Cache-Control", "public, immutable");
      reply.headers().set("Expires", inAYear());
    }
    return reply;
  }

  private static Reply moved(String url) {
    Headers headers = Headers.of("Location", url).add("Content-Type", "application/json");
    return new Reply.Full(301, headers.add("Vary", "Accept"), new byte[0]);
  }

  private String inAYear() {
    return Conditions.date(clock.instant().atZone(ZoneOffset.UTC).plusYears(1).toInstant());
  }

  private static Reply notFound() {
    return new Reply.Full(
        404,
        Headers.of("Content-Type", "text/plain; charset=utf-8")
            .add("X-Content-Type-Options", "nosniff"),
        "404 page not found\n".getBytes(StandardCharsets.UTF_8));
  }
}
