package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.MediaClause;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Serves the v2 document, as JSON or as the protobuf message of gnostic that kubectl reads. */
final class V2Endpoint implements Endpoint {
  private static final String PROTOBUF =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  /** What kubectl asks for. The at sign is not allowed in media types, but sent. */
  private static final String PROTOBUF_SUBTYPE = "com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private static final String PROTOBUF_AT_SUBTYPE =
      "com.github.proto-openapi.spec.v2@v1.0+protobuf";

  private enum Form {
    JSON,
    PROTOBUF
  }

  private final OpenApi openApi;
  private final AtomicReference<byte @Nullable []> protobuf = new AtomicReference<>();

  V2Endpoint(OpenApi openApi) {
    this.openApi = openApi;
  }

  @Override
  public Reply answer(Call call) {
    Form form = form(call.request().headers().get("Accept"));
    if (form == null) {
      return new Reply.Full(406, new Headers(), new byte[0]);
    }
    PublishedDocument document = openApi.published(call).v2();
    return switch (form) {
      case JSON -> document.reply(call);
      case PROTOBUF -> protobuf(call, document);
    };
  }

  private Reply protobuf(Call call, PublishedDocument document) {
    byte[] message = protobuf.get();
    if (message == null) {
      call.request().blocking();
      message = GnosticDocument.encode(document.tree());
      protobuf.set(message);
    }
    Headers headers = Headers.of("Content-Type", PROTOBUF).add("Vary", "Accept");
    return document.tag().tag(call, new Reply.Full(200, headers, message));
  }

  private static @Nullable Form form(@Nullable String accept) {
    if (accept == null || accept.isEmpty()) {
      return Form.JSON;
    }
    for (MediaClause clause : MediaClause.parse(accept)) {
      if (clause.takes("application", "json")) {
        return Form.JSON;
      }
      boolean protobuf =
          clause.subtype().equals(PROTOBUF_SUBTYPE) || clause.subtype().equals(PROTOBUF_AT_SUBTYPE);
      if (protobuf && clause.type().equals("application")) {
        return Form.PROTOBUF;
      }
    }
    return null;
  }
}
