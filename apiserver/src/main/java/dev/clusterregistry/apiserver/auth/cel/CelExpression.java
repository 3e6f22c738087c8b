package dev.clusterregistry.apiserver.auth.cel;

import com.google.protobuf.NullValue;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A compiled expression over one variable, an object of JSON, whose members are checked. With the
 * string, list, set and optional functions that Kubernetes has; bounded in length, nesting and
 * iterations.
 */
public final class CelExpression {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(10_000)
          .maxParseRecursionDepth(50)
          .comprehensionMaxIterations(10_000)
          .maxRegexProgramSize(1_000)
          .build();

  /** What an expression must yield. */
  public enum Wanted {
    TRUTH,
    TEXT,
    /** A string, a list of strings, or null. */
    TEXTS
  }

  private final String source;
  private final CelVariable variable;
  private final CelRuntime.Program program;

  private CelExpression(String source, CelVariable variable, CelRuntime.Program program) {
    this.source = source;
    this.variable = variable;
    this.program = program;
  }

  /**
   * @param variable what it looks at
   * @throws InvalidExpressionException with one line
   */
  public static CelExpression compile(String source, CelVariable variable, Wanted wanted)
      throws InvalidExpressionException {
    Cel cel = environment(variable);
    try {
      CelAbstractSyntaxTree tree = cel.compile(source).getAst();
      if (!isPossible(tree.getResultType(), wanted)) {
        throw new InvalidExpressionException(
            switch (wanted) {
              case TRUTH -> "must evaluate to bool";
              case TEXT -> "must evaluate to string";
              case TEXTS -> "must evaluate to string or list of string";
            });
      }
      return new CelExpression(source, variable, cel.createProgram(tree));
    } catch (CelValidationException e) {
      throw new InvalidExpressionException("compilation failed: " + firstLine(e));
    } catch (CelEvaluationException e) {
      throw new InvalidExpressionException("cannot be used: " + firstLine(e));
    }
  }

  private static Cel environment(CelVariable variable) {
    return CelFactory.legacyCelBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .setTypeProvider(CelVariable.types())
        .addVar(variable.variable(), variable.type())
        .addCompilerLibraries(
            CelExtensions.strings(),
            CelExtensions.optional(),
            CelExtensions.lists(),
            CelExtensions.sets(OPTIONS))
        .addRuntimeLibraries(
            CelExtensions.strings(),
            CelExtensions.optional(),
            CelExtensions.lists(),
            CelExtensions.sets(OPTIONS))
        .build();
  }

  private static boolean isPossible(CelType type, Wanted wanted) {
    CelKind kind = type.kind();
    if (kind.isDyn()) {
      return true;
    }
    return switch (wanted) {
      case TRUTH -> kind == CelKind.BOOL;
      case TEXT -> kind == CelKind.STRING;
      case TEXTS -> kind == CelKind.STRING || kind == CelKind.NULL_TYPE || isTexts(type);
    };
  }

  private static boolean isTexts(CelType type) {
    if (!(type instanceof ListType list) || !list.hasElemType()) {
      return false;
    }
    CelKind element = list.elemType().kind();
    return element == CelKind.STRING || element.isDyn() || element.isTypeParam();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  public String source() {
    return source;
  }

  /** For one that must yield truth. */
  public boolean holds(JsonNode value) throws FailedExpressionException {
    return evaluate(value) instanceof Boolean truth && truth;
  }

  /** For one that must yield a text. */
  public String text(JsonNode value) throws FailedExpressionException {
    if (evaluate(value) instanceof String text) {
      return text;
    }
    throw new FailedExpressionException("expression " + source + " yields no string");
  }

  /** For one that must yield texts. */
  public List<String> texts(JsonNode value) throws FailedExpressionException {
    Object result = evaluate(value);
    if (result instanceof String text) {
      return text.isEmpty() ? List.of() : List.of(text);
    }
    if (result instanceof NullValue) {
      return List.of();
    }
    if (result instanceof List<?> list) {
      List<String> texts = new ArrayList<>(list.size());
      for (Object item : list) {
        if (!(item instanceof String text)) {
          throw new FailedExpressionException("expression " + source + " yields no strings");
        }
        texts.add(text);
      }
      return texts;
    }
    throw new FailedExpressionException("expression " + source + " yields no strings");
  }

  private Object evaluate(JsonNode value) throws FailedExpressionException {
    try {
      return program.eval(Map.of(variable.variable(), CelValues.of(value)));
    } catch (CelEvaluationException e) {
      throw new FailedExpressionException("expression " + source + ": " + firstLine(e));
    }
  }
}
