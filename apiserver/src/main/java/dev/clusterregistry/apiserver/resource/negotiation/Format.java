package dev.clusterregistry.apiserver.resource.negotiation;

/** An encoding of objects that bodies may have. */
public enum Format {
  JSON("application", "json"),
  YAML("application", "yaml");

  private final String type;
  private final String subtype;
  private final String contentType;

  Format(String type, String subtype) {
    this.type = type;
    this.subtype = subtype;
    this.contentType = type + "/" + subtype;
  }

  String type() {
    return type;
  }

  String subtype() {
    return subtype;
  }

  public String contentType() {
    return contentType;
  }
}
