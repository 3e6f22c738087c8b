package dev.clusterregistry.generators;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A page of its own, without scripts or anything from elsewhere. */
final class Html implements Markup {
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private final StringBuilder body = new StringBuilder();
  private String title = "";

  @Override
  public void heading(int level, String text) {
    if (title.isEmpty()) {
      title = Prose.escaped(text);
    }
    String id = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    body.append("<h%d id=\"%s\">%s</h%d>\n".formatted(level, id, Prose.escaped(text), level));
  }

  @Override
  public void paragraph(String text) {
    body.append("<p>").append(inline(text)).append("</p>\n");
  }

  @Override
  public void table(List<List<String>> rows) {
    body.append("<table>\n");
    row(rows.getFirst(), "th");
    rows.subList(1, rows.size()).forEach(row -> row(row, "td"));
    body.append("</table>\n");
  }

  private void row(List<String> cells, String tag) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append("<%s>%s</%s>".formatted(tag, inline(cell), tag));
    }
    body.append("</tr>\n");
  }

  private static String inline(String text) {
    return CODE.matcher(Prose.escaped(text)).replaceAll("<code>$1</code>");
  }

  @Override
  public void code(String language, String text) {
    body.append("<pre><code>").append(Prose.escaped(text)).append("</code></pre>\n");
  }

  @Override
  public String page() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em }
        table { border-collapse: collapse; width: 100%% }
        th, td { border: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top }
        pre, code { font-family: ui-monospace, monospace; background: #f4f4f4 }
        pre { padding: 1em; overflow: auto }
        </style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(title, body);
  }
}
