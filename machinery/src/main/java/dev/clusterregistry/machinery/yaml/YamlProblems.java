package dev.clusterregistry.machinery.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Turns the parser's errors into the words of Go's YAML library, as far as they are alike. */
final class YamlProblems {
  private YamlProblems() {}

  static String text(MarkedYAMLException error) {
    Mark mark = error.getProblemMark();
    String where = mark == null ? "" : "line " + (mark.getLine() + 1) + ": ";
    return "yaml: " + where + problem(error);
  }

  private static String problem(MarkedYAMLException error) {
    String context = error.getContext() == null ? "" : error.getContext();
    String problem = error.getProblem() == null ? "cannot be parsed" : error.getProblem();
    if (problem.startsWith("mapping values are not allowed")) {
      return "mapping values are not allowed in this context";
    }
    if (problem.contains("that cannot start any token")) {
      return "found character that cannot start any token";
    }
    if (problem.startsWith("expected <block end>")) {
      return context.contains("sequence") || context.contains("collection")
          ? "did not find expected '-' indicator"
          : "did not find expected key";
    }
    if (problem.startsWith("expected ',' or ']'")) {
      return "did not find expected ',' or ']'";
    }
    if (problem.startsWith("expected ',' or '}'")) {
      return "did not find expected ',' or '}'";
    }
    if (problem.startsWith("expected the node content")) {
      return "did not find expected node content";
    }
    return problem;
  }
}
