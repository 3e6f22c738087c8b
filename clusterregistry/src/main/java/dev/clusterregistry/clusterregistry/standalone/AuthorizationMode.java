package dev.clusterregistry.clusterregistry.standalone;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** One of those who decide what users may do. */
public enum AuthorizationMode {
  RBAC("RBAC"),
  WEBHOOK("Webhook"),
  ALWAYS_ALLOW("AlwaysAllow"),
  ALWAYS_DENY("AlwaysDeny");

  private final String text;

  AuthorizationMode(String text) {
    this.text = text;
  }

  /** As flags have it. */
  public String text() {
    return text;
  }

  /** Null if there is none of that name. */
  public static @Nullable AuthorizationMode of(String text) {
    for (AuthorizationMode mode : values()) {
      if (mode.text.equals(text)) {
        return mode;
      }
    }
    return null;
  }

  public static String names() {
    StringJoiner names = new StringJoiner(", ");
    for (AuthorizationMode mode : values()) {
      names.add(mode.text);
    }
    return names.toString();
  }
}
