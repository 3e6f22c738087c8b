package dev.clusterregistry.machinery.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.scanner.ScannerException;

/** Turns the parser's errors into the words of Go's YAML library, as far as they are alike. */
final class YamlProblems {
  private YamlProblems() {}

  static String text(MarkedYAMLException error) {
    int line = line(error);
    return "yaml: " + (line == 0 ? "" : "line " + line + ": ") + problem(error);
  }

  /** The line as that library counts it: from 1 if tokens are wrong, else from 0, which is none. */
  private static int line(MarkedYAMLException error) {
    Mark mark = error.getProblemMark();
    boolean token = error instanceof ScannerException;
    int line = mark == null ? 0 : mark.getLine() + (!token && isAtEnd(mark) ? 1 : 0);
    if (line != 0) {
      return token ? line + 1 : line;
    }
    return error.getContextMark() == null ? 0 : error.getContextMark().getLine();
  }

  /** It ends an unfinished last line before it reports that the text has ended. */
  private static boolean isAtEnd(Mark mark) {
    boolean end =
        mark.getPointer() >= mark.getBuffer().length || mark.getBuffer()[mark.getPointer()] == 0;
    return end && mark.getColumn() > 0;
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
