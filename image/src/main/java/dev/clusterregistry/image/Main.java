package dev.clusterregistry.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the release scripts call:
 *
 * <pre>
 * archive TIME OUT.tar.gz FOLDER
 * image TIME TAG ARCHITECTURE DESCRIPTION.json OUT.tar LAYER-FOLDER...
 * </pre>
 *
 * TIME is what all files are dated, as ISO 8601 in UTC. {@code image} prints the image's digest.
 */
public final class Main {
  private static final String USAGE =
      """
      Usage: archive TIME OUT.tar.gz FOLDER
             image TIME TAG ARCHITECTURE DESCRIPTION.json OUT.tar LAYER-FOLDER...""";

  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    try {
      if (words.size() == 4 && words.getFirst().equals("archive")) {
        archive(Instant.parse(words.get(1)), Path.of(words.get(2)), Path.of(words.get(3)));
      } else if (words.size() > 6 && words.getFirst().equals("image")) {
        image(words);
      } else {
        System.err.println(USAGE);
        System.exit(2);
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("Error: " + e);
      System.exit(1);
    }
  }

  private static void archive(Instant time, Path file, Path folder) throws IOException {
    Layer.write(file, Tree.of(folder, Map.of()), time);
  }

  private static void image(List<String> words) throws IOException {
    Instant time = Instant.parse(words.get(1));
    Description description = Description.read(Path.of(words.get(4)));
    Path file = Path.of(words.get(5));
    Path work = Files.createTempDirectory(file.toAbsolutePath().getParent(), "layers");
    try {
      Set<String> missing = new TreeSet<>(description.attributes().keySet());
      List<Layer> layers = new ArrayList<>();
      for (String folder : words.subList(6, words.size())) {
        List<Entry> entries = Tree.of(Path.of(folder), description.attributes());
        entries.forEach(entry -> missing.remove(entry.name()));
        layers.add(Layer.write(work.resolve(layers.size() + ".tar.gz"), entries, time));
      }
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "attributes are given for " + missing + ", which no layer has");
      }
      System.out.println(
          new Image(description, words.get(2), words.get(3), time, layers).write(file));
    } finally {
      delete(work);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
