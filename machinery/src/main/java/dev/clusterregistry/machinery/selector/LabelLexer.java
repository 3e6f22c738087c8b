package dev.clusterregistry.machinery.selector;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a label selector into tokens, as Kubernetes' {@code labels.Lexer}. */
final class LabelLexer {
  enum TokenType {
    END,
    IDENTIFIER,
    COMMA,
    OPEN,
    CLOSED,
    NOT,
    EQUALS,
    DOUBLE_EQUALS,
    NOT_EQUALS,
    GREATER,
    LESS,
    IN,
    NOT_IN
  }

  record Token(TokenType type, String literal) {}

  private final String text;
  private int position;

  LabelLexer(String text) {
    this.text = text;
  }

  /** All tokens; the last one, and only the last one, is the end. */
  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = next();
      tokens.add(token);
    } while (token.type() != TokenType.END);
    return tokens;
  }

  private Token next() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
    // Kubernetes' lexer takes a zero byte for the end of the text.
    if (position == text.length() || text.charAt(position) == 0) {
      return new Token(TokenType.END, "");
    }
    return isSymbol(text.charAt(position)) ? symbol() : word();
  }

  private Token symbol() {
    char first = text.charAt(position++);
    boolean doubled = position < text.length() && text.charAt(position) == '=';
    return switch (first) {
      case ',' -> new Token(TokenType.COMMA, ",");
      case '(' -> new Token(TokenType.OPEN, "(");
      case ')' -> new Token(TokenType.CLOSED, ")");
      case '>' -> new Token(TokenType.GREATER, ">");
      case '<' -> new Token(TokenType.LESS, "<");
      case '!' -> doubled ? twice(TokenType.NOT_EQUALS, "!=") : new Token(TokenType.NOT, "!");
      default -> doubled ? twice(TokenType.DOUBLE_EQUALS, "==") : new Token(TokenType.EQUALS, "=");
    };
  }

  private Token twice(TokenType type, String literal) {
    position++;
    return new Token(type, literal);
  }

  private Token word() {
    int start = position;
    while (position < text.length() && isWordCharacter(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    return switch (word) {
      case "in" -> new Token(TokenType.IN, word);
      case "notin" -> new Token(TokenType.NOT_IN, word);
      default -> new Token(TokenType.IDENTIFIER, word);
    };
  }

  private static boolean isWordCharacter(char c) {
    return c != 0 && !isSymbol(c) && !isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isSymbol(char c) {
    return switch (c) {
      case '=', '!', '(', ')', ',', '>', '<' -> true;
      default -> false;
    };
  }
}
