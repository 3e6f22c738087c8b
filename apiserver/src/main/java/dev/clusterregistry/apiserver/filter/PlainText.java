package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import java.nio.charset.StandardCharsets;

/** Replies as Go's http.Error writes them: text with a newline, never to be guessed at. */
final class PlainText {
  private PlainText() {}

  static Reply.Full error(int status, String line) {
    return new Reply.Full(
        status,
        Headers.of("Content-Type", "text/plain; charset=utf-8")
            .add("X-Content-Type-Options", "nosniff"),
        (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A path that is not served at all. */
  static Reply.Full notFound() {
    return error(404, "404 page not found");
  }
}
