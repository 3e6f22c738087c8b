package dev.clusterregistry.image;

import java.nio.file.Path;

/**
 * What an archive holds under one name. Names are relative, with {@code /} between their parts and
 * none at the end.
 */
sealed interface Entry {

  String name();

  Attributes attributes();

  record Folder(String name, Attributes attributes) implements Entry {}

  record Content(String name, Attributes attributes, Path file) implements Entry {}

  record Link(String name, Attributes attributes, String target) implements Entry {}

  /** Who owns the entry, as user and as group, and its permission bits. */
  record Attributes(int owner, int mode) {}
}
