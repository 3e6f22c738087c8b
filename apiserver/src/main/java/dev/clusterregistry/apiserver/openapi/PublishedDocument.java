package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.discovery.EntityTag;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.resource.negotiation.FullReply;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document as bytes. All its forms have one tag, that of the JSON. The protobuf message is made
 * when it is first asked for.
 */
final class PublishedDocument {
  private final Gnostic gnostic;
  private final Bytes json;
  private final EntityTag tag;
  private final Instant modified;
  private volatile @Nullable Bytes protobuf;

  PublishedDocument(ObjectNode tree, Gnostic gnostic, Instant modified) {
    this.gnostic = gnostic;
    this.json = Bytes.of(JsonPrinter.compact(tree));
    this.tag = EntityTag.of(json.plain());
    this.modified = modified;
  }

  String hash() {
    return tag.hash();
  }

  /** In the form that the client accepts; 304 if it has the document, 406 if there is no form. */
  Reply reply(Call call) {
    Form form = Form.of(call.request().headers().get("Accept"), gnostic);
    return form == null
        ? new Reply.Full(406, Headers.of("Vary", "Accept"), new byte[0])
        : reply(call, form);
  }

  Reply reply(Call call, Form form) {
    Headers headers = Headers.of("Vary", "Accept");
    headers.add("ETag", tag.quoted());
    if (Conditions.unmodified(call.request().headers(), tag.quoted(), modified)) {
      return new Reply.Full(304, headers, new byte[0]);
    }
    Bytes bytes =
        switch (form) {
          case JSON -> json;
          case PROTOBUF -> protobuf(call);
        };
    headers.add("Content-Type", form == Form.JSON ? "application/json" : gnostic.contentType());
    headers.add("Last-Modified", Conditions.date(modified));
    if (!FullReply.acceptsGzip(call.request())) {
      return new Reply.Full(200, headers, bytes.plain());
    }
    headers.add("Vary", "Accept-Encoding").add("Content-Encoding", "gzip");
    return new Reply.Full(200, headers, bytes.gzip());
  }

  private Bytes protobuf(Call call) {
    Bytes ready = protobuf;
    if (ready == null) {
      call.request().blocking();
      ready = Bytes.of(gnostic.encode(JsonMapper.shared().readTree(json.plain())));
      protobuf = ready; // whoever makes it at the same time makes the same
    }
    return ready;
  }
}
