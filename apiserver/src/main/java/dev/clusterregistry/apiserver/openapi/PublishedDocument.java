package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.discovery.EntityTag;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A document as bytes, plain and compressed. Both encodings of one document have one tag. */
record PublishedDocument(ObjectNode tree, byte[] json, byte[] gzip, EntityTag tag) {

  static PublishedDocument of(ObjectNode tree) {
    byte[] json = JsonPrinter.compact(tree);
    return new PublishedDocument(tree, json, compress(json), EntityTag.of(json));
  }

  /** The document, or 304. */
  Reply reply(Call call) {
    Headers headers = new Headers().add("Content-Type", "application/json").add("Vary", "Accept");
    if (acceptsGzip(call.request().headers().get("Accept-Encoding"))) {
      headers.add("Content-Encoding", "gzip").add("Vary", "Accept-Encoding");
      return tag.tag(call, new Reply.Full(200, headers, gzip));
    }
    return tag.tag(call, new Reply.Full(200, headers, json));
  }

  /** As everywhere: the bare word, without a weight. */
  static boolean acceptsGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    for (String token : header.split(",", -1)) {
      if (token.strip().equals("gzip")) {
        return true;
      }
    }
    return false;
  }

  static byte[] compress(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array takes everything
    }
    return out.toByteArray();
  }
}
