package dev.clusterregistry.machinery.schema;

/**
 * Reads a kind from YAML in the shape of a CustomResourceDefinition of apiextensions.k8s.io/v1,
 * with extensions whose names begin with x-clusterregistry-.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class KindReader {

  /**
   * @param source named in error messages, usually a file name
   * @throws InvalidKindException if the YAML is not a kind, naming source, path and expectation
   */
  public Kind read(String source, byte[] yaml) {
    throw new UnsupportedOperationException(source + yaml.length);
  }
}
