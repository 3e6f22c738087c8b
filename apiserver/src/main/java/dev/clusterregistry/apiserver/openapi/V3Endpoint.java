package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.MediaClause;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Serves the v3 documents. A URL with the right hash may be kept for ever; one with a wrong hash
 * leads to the right one.
 */
final class V3Endpoint implements Endpoint {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private final OpenApi openApi;

  V3Endpoint(OpenApi openApi) {
    this.openApi = openApi;
  }

  @Override
  public Reply answer(Call call) {
    String path = call.info().path().substring("/openapi/v3/".length());
    PublishedDocument document = openApi.published(call).v3().get(path);
    if (document == null) {
      return notFound();
    }
    if (!acceptsJson(call.request().headers().get("Accept"))) {
      return new Reply.Full(406, new Headers(), new byte[0]);
    }
    String hash = call.info().query().text("hash");
    if (!hash.isEmpty() && !hash.equals(document.tag().hash())) {
      return new Reply.Full(
          301,
          Headers.of("Location", V3RootEndpoint.url(path, document.tag().hash()))
              .add("Content-Type", "application/json"),
          new byte[0]);
    }
    Reply reply = document.reply(call);
    if (!hash.isEmpty()) {
      reply.headers().set("Cache-Control", "public, immutable");
      reply
          .headers()
          .set("Expires", HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC).plusYears(1)));
    }
    return reply;
  }

  private static Reply notFound() {
    return new Reply.Full(
        404,
        Headers.of("Content-Type", "text/plain; charset=utf-8")
            .add("X-Content-Type-Options", "nosniff"),
        "404 page not found\n".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean acceptsJson(@Nullable String accept) {
    if (accept == null || accept.isEmpty()) {
      return true;
    }
    for (MediaClause clause : MediaClause.parse(accept)) {
      if (clause.takes("application", "json")) {
        return true;
      }
    }
    return false;
  }
}
