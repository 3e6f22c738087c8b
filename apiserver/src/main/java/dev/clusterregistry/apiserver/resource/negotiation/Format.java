package dev.clusterregistry.apiserver.resource.negotiation;

/** An encoding of objects that bodies may have. */
public enum Format {
  JSON("application", "json"),
  YAML("application", "yaml"),
  PROTOBUF("application", "vnd.kubernetes.protobuf");

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

  /** The content type of a watch, which JSON shares with objects. */
  public String streamContentType() {
    return switch (this) {
      case JSON, YAML -> contentType;
      case PROTOBUF -> contentType + ";stream=watch";
    };
  }
}
