package dev.clusterregistry.apiserver.request;

/** What a request does to a resource. */
public enum Verb {
  GET("get"),
  LIST("list"),
  WATCH("watch"),
  CREATE("create"),
  UPDATE("update"),
  PATCH("patch"),
  DELETE("delete"),
  DELETECOLLECTION("deletecollection"),
  /** The path is not one of a resource, or its method is none that resources know. */
  NONE("");

  private final String text;

  Verb(String text) {
    this.text = text;
  }

  /** As in rules, discovery and messages. */
  public String text() {
    return text;
  }

  public boolean mutating() {
    return switch (this) {
      case CREATE, UPDATE, PATCH, DELETE, DELETECOLLECTION -> true;
      case GET, LIST, WATCH, NONE -> false;
    };
  }
}
