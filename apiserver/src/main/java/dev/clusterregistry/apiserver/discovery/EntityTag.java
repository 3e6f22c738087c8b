package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the content of a document: the SHA-512 of its JSON in upper-case hexadecimal digits, equal
 * on every replica and after every restart.
 */
public final class EntityTag {
  private final String hash;

  private EntityTag(String hash) {
    this.hash = hash;
  }

  public static EntityTag of(byte[] json) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(json);
      return new EntityTag(HexFormat.of().withUpperCase().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  public String hash() {
    return hash;
  }

  /** As in the ETag header. */
  public String quoted() {
    return '"' + hash + '"';
  }

  /** Adds the tag to the reply; answers 304 instead if the client has this content already. */
  public Reply tag(Call call, Reply.Full reply) {
    Headers headers = reply.headers().set("ETag", quoted());
    return quoted().equals(call.request().headers().get("If-None-Match"))
        ? new Reply.Full(304, withoutContentType(headers), new byte[0])
        : reply;
  }

  private static Headers withoutContentType(Headers headers) {
    headers.remove("Content-Type");
    return headers;
  }
}
