package dev.clusterregistry.apiserver.resource.negotiation;

/** The form in which a reply goes out. */
public record Representation(Format format, Transform transform, boolean pretty) {
  public static final Representation JSON = new Representation(Format.JSON, Transform.NONE, false);

  /** Compact JSON of the object itself: the bytes that the cache holds. */
  public boolean plain() {
    return format == Format.JSON && !pretty && transform instanceof Transform.None;
  }

  public Representation withoutTransform() {
    return transform instanceof Transform.None
        ? this
        : new Representation(format, Transform.NONE, pretty);
  }
}
