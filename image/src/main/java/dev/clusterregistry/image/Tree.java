package dev.clusterregistry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The entries of a folder, in an order that depends on their names alone. Of the files' own
 * attributes only the one that makes them executable counts: the builder's umask and user do not.
 */
final class Tree {
  private static final int ROOT = 0;

  private Tree() {}

  /**
   * All entries below a folder, parents before what is in them.
   *
   * @param exceptions attributes of entries, by name, that differ from the usual ones: owned by
   *     root, 0755 for folders and programs, 0644 for other files
   * @throws IllegalArgumentException if there is something else than folders, files and symbolic
   *     links
   */
  static List<Entry> of(Path root, Map<String, Entry.Attributes> exceptions) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(root)) {
      paths =
          found
              .filter(path -> !path.equals(root))
              .sorted(Comparator.comparing(path -> name(root, path)))
              .toList();
    }
    List<Entry> entries = new ArrayList<>();
    for (Path path : paths) {
      entries.add(entry(name(root, path), path, exceptions));
    }
    return entries;
  }

  private static String name(Path root, Path path) {
    return root.relativize(path).toString();
  }

  private static Entry entry(String name, Path path, Map<String, Entry.Attributes> exceptions)
      throws IOException {
    if (Files.isSymbolicLink(path)) {
      return new Entry.Link(
          name, new Entry.Attributes(ROOT, 0777), Files.readSymbolicLink(path).toString());
    }
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (!folder && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException(
          path + " is neither a folder nor a file nor a symbolic link");
    }
    int mode = folder || Files.isExecutable(path) ? 0755 : 0644;
    Entry.Attributes attributes = exceptions.getOrDefault(name, new Entry.Attributes(ROOT, mode));
    return folder ? new Entry.Folder(name, attributes) : new Entry.Content(name, attributes, path);
  }
}
