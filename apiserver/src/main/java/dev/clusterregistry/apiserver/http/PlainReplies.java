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

  /** As kube-apiserver answers when too much is in progress. */
  static Reply.Full tooManyRequests() {
    Reply.Full reply = text(429, "Too many requests, please try again later.");
    reply.headers().add("Retry-After", "1").add("Cache-Control", "no-cache, private");
    return reply;
  }

  static Reply.Full panic() {
    return text(500, "This request caused apiserver to panic. Look in the logs for details.");
  }
}
