package dev.clusterregistry.machinery.selector;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldErrorKind;
import dev.clusterregistry.machinery.field.FieldErrors;
import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.selector.LabelLexer.Token;
import dev.clusterregistry.machinery.selector.LabelLexer.TokenType;
import dev.clusterregistry.machinery.selector.LabelRequirement.Operator;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The grammar of label selectors with the messages of Kubernetes' {@code labels.Parser}, oddities
 * included: some texts have a comma before "expected", some have not.
 */
final class LabelParser {
  private final List<Token> tokens;
  private int position;

  LabelParser(String text) {
    tokens = new LabelLexer(text).tokens();
  }

  List<LabelRequirement> parse() {
    List<LabelRequirement> requirements = new ArrayList<>();
    while (true) {
      Token token = peekWord();
      if (token.type() == TokenType.END) {
        return requirements;
      }
      if (!startsRequirement(token)) {
        throw syntax(token, ", expected: !, identifier, or 'end of string'");
      }
      requirements.add(requirement());
      Token after = takeWord();
      if (after.type() == TokenType.END) {
        return requirements;
      }
      if (after.type() != TokenType.COMMA) {
        throw syntax(after, ", expected: ',' or 'end of string'");
      }
      if (!startsRequirement(peekWord())) {
        throw syntax(peekWord(), ", expected: identifier after ','");
      }
    }
  }

  private LabelRequirement requirement() {
    Token token = takeWord();
    boolean negated = token.type() == TokenType.NOT;
    if (negated) {
      token = takeWord();
    }
    if (token.type() != TokenType.IDENTIFIER) {
      throw unparsable(found(token, ", expected: identifier"));
    }
    String key = token.literal();
    checkKey(key);
    if (negated) {
      return new LabelRequirement(key, Operator.ABSENT, List.of());
    }
    TokenType next = peekWord().type();
    if (next == TokenType.END || next == TokenType.COMMA) {
      return new LabelRequirement(key, Operator.EXISTS, List.of());
    }
    Token operator = tokens.get(position++);
    return switch (operator.type()) {
      case IN -> new LabelRequirement(key, Operator.IN, checked(key, valueSet()));
      case NOT_IN -> new LabelRequirement(key, Operator.NOT_IN, checked(key, valueSet()));
      case EQUALS, DOUBLE_EQUALS ->
          new LabelRequirement(key, Operator.IN, checked(key, List.of(value())));
      case NOT_EQUALS -> new LabelRequirement(key, Operator.NOT_IN, checked(key, List.of(value())));
      case GREATER -> new LabelRequirement(key, Operator.GREATER, List.of(number(key)));
      case LESS -> new LabelRequirement(key, Operator.LESS, List.of(number(key)));
      case END, IDENTIFIER, COMMA, OPEN, CLOSED, NOT ->
          throw unparsable(found(operator, ", expected: in, notin, =, ==, !=, gt, lt"));
    };
  }

  /** The value behind a comparison; nothing stands for the empty value. */
  private String value() {
    TokenType next = peekWord().type();
    if (next == TokenType.END || next == TokenType.COMMA) {
      return "";
    }
    Token token = takeWord();
    if (token.type() != TokenType.IDENTIFIER) {
      throw unparsable(found(token, ", expected: identifier"));
    }
    return token.literal();
  }

  private String number(String key) {
    String value = value();
    List<FieldError> errors = new ArrayList<>();
    if (WholeNumber.parse(value) == null) {
      errors.add(
          invalid("values[0]", value, "for 'Gt', 'Lt' operators, the value must be an integer"));
    }
    collectValueErrors(key, List.of(value), errors);
    refuse(errors);
    return value;
  }

  private List<String> valueSet() {
    Token open = takeWord();
    if (open.type() != TokenType.OPEN) {
      throw unparsable(found(open, " expected: '('"));
    }
    Token next = peekWord();
    return switch (next.type()) {
      case IDENTIFIER, COMMA -> {
        Set<String> values = identifiers();
        position++; // the closing parenthesis, which ended the identifiers
        yield List.copyOf(values);
      }
      case CLOSED -> {
        position++;
        yield List.of("");
      }
      case END, OPEN, NOT, EQUALS, DOUBLE_EQUALS, NOT_EQUALS, GREATER, LESS, IN, NOT_IN ->
          throw unparsable(found(next, ", expected: ',', ')' or identifier"));
    };
  }

  /** Values up to, and without, the closing parenthesis; gaps between commas are empty values. */
  private Set<String> identifiers() {
    Set<String> values = new TreeSet<>();
    while (true) {
      Token token = takeWord();
      if (token.type() == TokenType.IDENTIFIER) {
        values.add(token.literal());
        Token next = peekWord();
        if (next.type() == TokenType.CLOSED) {
          return values;
        }
        if (next.type() != TokenType.COMMA) {
          throw unparsable(found(next, ", expected: ',' or ')'"));
        }
      } else if (token.type() == TokenType.COMMA) {
        if (values.isEmpty()) {
          values.add("");
        }
        TokenType next = peekWord().type();
        if (next == TokenType.CLOSED) {
          values.add("");
          return values;
        }
        if (next == TokenType.COMMA) {
          position++;
          values.add("");
        }
      } else {
        throw unparsable(found(token, ", expected: ',', or identifier"));
      }
    }
  }

  private static void checkKey(String key) {
    List<String> problems = Names.qualifiedName(key);
    if (!problems.isEmpty()) {
      // Kubernetes prints the missing path as Go prints a nil pointer.
      throw unparsable(invalid("<nil>", key, String.join("; ", problems)).text());
    }
  }

  private static List<String> checked(String key, List<String> values) {
    List<FieldError> errors = new ArrayList<>();
    collectValueErrors(key, values, errors);
    refuse(errors);
    return values;
  }

  private static void collectValueErrors(String key, List<String> values, List<FieldError> errors) {
    for (int i = 0; i < values.size(); i++) {
      List<String> problems = Names.labelValue(values.get(i));
      if (!problems.isEmpty()) {
        String path = "values[" + i + "][" + key + "]";
        errors.add(invalid(path, values.get(i), String.join("; ", problems)));
      }
    }
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw unparsable(FieldErrors.text(errors));
    }
  }

  private static FieldError invalid(String path, String value, String detail) {
    return new FieldError(FieldErrorKind.INVALID, path, GoQuote.quote(value), detail);
  }

  private static boolean startsRequirement(Token token) {
    return token.type() == TokenType.IDENTIFIER || token.type() == TokenType.NOT;
  }

  /** The next token where no operator can stand: {@code in} and {@code notin} are words there. */
  private Token peekWord() {
    Token token = tokens.get(Math.min(position, tokens.size() - 1));
    return token.type() == TokenType.IN || token.type() == TokenType.NOT_IN
        ? new Token(TokenType.IDENTIFIER, token.literal())
        : token;
  }

  private Token takeWord() {
    Token token = peekWord();
    position++;
    return token;
  }

  private static String found(Token token, String expectation) {
    return "found '" + token.literal() + "'" + expectation;
  }

  private static StatusException syntax(Token token, String expectation) {
    return Statuses.badRequest(found(token, expectation));
  }

  private static StatusException unparsable(String why) {
    return Statuses.badRequest("unable to parse requirement: " + why);
  }
}
