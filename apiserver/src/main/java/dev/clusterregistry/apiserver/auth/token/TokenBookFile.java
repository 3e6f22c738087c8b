package dev.clusterregistry.apiserver.auth.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The token book as JSON in a file. It holds a private key: only its owner may read it. */
public final class TokenBookFile {
  private static final int VERSION = 1;

  private TokenBookFile() {}

  public static byte[] write(TokenBook book) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("version", VERSION).put("audience", book.audience());
    ArrayNode keys = root.putArray("keys");
    for (SigningKey key : book.keys()) {
      ObjectNode node = keys.addObject();
      node.put("id", key.id()).put("created", key.created().toString());
      node.put("public", base64(key.publicKey().getEncoded()));
      if (key.privateKey() != null) {
        node.put("private", base64(key.privateKey().getEncoded()));
      }
    }
    ArrayNode tokens = root.putArray("tokens");
    for (IssuedToken token : book.tokens()) {
      ObjectNode node = tokens.addObject();
      node.put("id", token.id()).put("user", token.user()).put("uid", token.uid());
      ArrayNode groups = node.putArray("groups");
      token.groups().forEach(groups::add);
      node.put("key", token.keyId());
      node.put("notBefore", token.notBefore().toString());
      node.put("expires", token.expires().toString());
      if (token.revoked() != null) {
        node.put("revoked", token.revoked().toString());
      }
    }
    return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * @throws IOException with one line that quotes nothing of the content
   */
  public static TokenBook read(byte[] content) throws IOException {
    try {
      JsonNode root = JsonMapper.shared().readTree(content);
      if (root.path("version").asInt(0) != VERSION) {
        throw new IOException("the token book is of a version that this program does not know");
      }
      List<SigningKey> keys = new ArrayList<>();
      for (JsonNode node : root.path("keys")) {
        keys.add(
            SigningKey.of(
                text(node, "id"), time(node, "created"), text(node, "public"), privateKey(node)));
      }
      Map<String, IssuedToken> tokens = new LinkedHashMap<>();
      for (JsonNode node : root.path("tokens")) {
        IssuedToken token = token(node);
        tokens.put(token.id(), token);
      }
      return new TokenBook(text(root, "audience"), keys, tokens);
    } catch (JacksonException
        | GeneralSecurityException
        | DateTimeException
        | IllegalArgumentException e) {
      throw new IOException("the token book is damaged"); // without the cause, which may quote keys
    }
  }

  private static IssuedToken token(JsonNode node) throws IOException {
    List<String> groups = new ArrayList<>();
    for (JsonNode group : node.path("groups")) {
      groups.add(group.asString());
    }
    return new IssuedToken(
        text(node, "id"),
        text(node, "user"),
        node.path("uid").asString(""),
        groups,
        text(node, "key"),
        time(node, "notBefore"),
        time(node, "expires"),
        node.has("revoked") ? time(node, "revoked") : null);
  }

  private static @Nullable String privateKey(JsonNode key) throws IOException {
    return key.has("private") ? text(key, "private") : null;
  }

  private static Instant time(JsonNode node, String name) throws IOException {
    return Instant.parse(text(node, name));
  }

  private static String text(JsonNode node, String name) throws IOException {
    JsonNode value = node.get(name);
    if (value == null || !value.isString()) {
      throw new IOException("the token book is damaged: " + name + " is missing");
    }
    return value.asString();
  }
}
