package dev.clusterregistry.apiserver.http;

import java.nio.charset.StandardCharsets;

/** Replies in plain text, the way Go's {@code http.Error} makes them. */
final class PlainReplies {
  private PlainReplies() {}

  static Reply.Full text(int status, String text) {
    Headers headers =
        new Headers()
            .add("Content-Type", "text/plain; charset=utf-8")
            .add("X-Content-Type-Options", "nosniff");
    return new Reply.Full(status, headers, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Reply.Full panic() {
    return text(500, "This request caused apiserver to panic. Look in the logs for details.");
  }
}
