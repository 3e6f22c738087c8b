package dev.clusterregistry.machinery.validation;

import java.util.List;

/** What a kind demands of its objects' names. */
public enum NameRule {
  SUBDOMAIN,
  LABEL,
  LABEL_1035,
  /** Anything that can be one segment of a path. */
  PATH_SEGMENT;

  /** What is wrong with a name, in Kubernetes' words; nothing if all is well. */
  public List<String> problems(String name) {
    return switch (this) {
      case SUBDOMAIN -> Names.subdomain(name);
      case LABEL -> Names.label(name);
      case LABEL_1035 -> Names.label1035(name);
      case PATH_SEGMENT -> Names.pathSegment(name);
    };
  }

  /** What is wrong with a generateName, whose suffix is still to come. */
  public List<String> prefixProblems(String generateName) {
    return this == PATH_SEGMENT
        ? Names.pathSegmentPrefix(generateName)
        : problems(Names.maskTrailingDash(generateName));
  }
}
