package dev.clusterregistry.machinery.yaml;

/** Breaks one text at blanks once its line has become long, where Go's emitter does. */
final class YamlFolding {
  private static final int LONG = 80;

  private final StringBuilder out;
  private final String text;
  private final int indent;
  private boolean afterBlank;

  /**
   * @param indent of the next line; below zero for a text that stays on its line
   */
  YamlFolding(StringBuilder out, String text, int indent) {
    this.out = out;
    this.text = text;
    this.indent = indent;
  }

  /**
   * Begins a new line instead of the character at a position, if that is a blank to fold at.
   *
   * @param escapes whether a further blank can follow the fold, escaped
   */
  boolean foldsAt(int position, boolean escapes) {
    boolean blank = isBlank(position);
    boolean inside = position > 0 && position < text.length() - 1;
    boolean goesOn = isBlank(position + 1);
    boolean folds = blank && inside && !afterBlank && (escapes || !goesOn) && isLong();
    afterBlank = blank;
    if (folds) {
      out.append('\n').repeat(' ', indent).append(goesOn ? "\\" : "");
    }
    return folds;
  }

  private boolean isBlank(int position) {
    return position < text.length() && text.charAt(position) == ' ';
  }

  private boolean isLong() {
    return indent >= 0 && out.length() - out.lastIndexOf("\n") - 1 > LONG;
  }
}
