package dev.clusterregistry.machinery.yaml;

/** A text that is not YAML, or YAML that is not JSON. The message begins with "yaml: ". */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public YamlException(String message) {
    super(message, null, false, false);
  }
}
