package dev.clusterregistry.generators;

import java.util.List;

/** A page that grows from top to bottom, in one of two languages. Texts are plain. */
interface Markup {
  void heading(int level, String text);

  void paragraph(String text);

  /** The first row is the head; what stands between back quotes is code. */
  void table(List<List<String>> rows);

  void code(String language, String text);

  String page();
}
