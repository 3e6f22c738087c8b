package dev.clusterregistry.generators;

import java.util.List;

/** As code hosts show it. */
final class Markdown implements Markup {
  private final StringBuilder page = new StringBuilder();

  @Override
  public void heading(int level, String text) {
    page.append("#".repeat(level)).append(' ').append(text).append("\n\n");
  }

  @Override
  public void paragraph(String text) {
    page.append(text).append("\n\n");
  }

  @Override
  public void table(List<List<String>> rows) {
    row(rows.getFirst());
    page.append("|---".repeat(rows.getFirst().size())).append("|\n");
    rows.subList(1, rows.size()).forEach(this::row);
    page.append('\n');
  }

  private void row(List<String> cells) {
    cells.forEach(cell -> page.append("| ").append(cell.replace("|", "\\|")).append(' '));
    page.append("|\n");
  }

  @Override
  public void code(String language, String text) {
    page.append("```").append(language).append('\n').append(text).append("```\n\n");
  }

  @Override
  public String page() {
    return page.toString().stripTrailing() + "\n";
  }
}
