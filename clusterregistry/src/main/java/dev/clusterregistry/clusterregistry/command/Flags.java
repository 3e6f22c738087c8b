package dev.clusterregistry.clusterregistry.command;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Names of flags, and which of them a misspelt word may have meant. */
final class Flags {

  private Flags() {}

  static List<String> names(CommandLine command) {
    return new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
  }

  static String nameOf(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /** All flags without their dashes, and what they stand at, defaults included. */
  static Map<String, String> values(CommandSpec command) {
    Map<String, String> values = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        values.put(option.longestName().replaceFirst("^--?", ""), value(option));
      }
    }
    return values;
  }

  private static String value(OptionSpec option) {
    List<String> given = option.originalStringValues();
    return switch (option.<Object>getValue()) {
      case Collection<?> several -> several.toString().replace(", ", ",");
      case null -> "";
      case Duration time when given.isEmpty() -> time.toString().substring(2).toLowerCase(ROOT);
      case Object other -> given.isEmpty() ? other.toString() : given.getLast();
    };
  }

  /** The flag's name in a word such as --name=value. */
  static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  static String unknown(String what, String word, Collection<String> known) {
    String name = name(word);
    String nearest = nearest(name, known);
    return "unknown " + what + name + (nearest == null ? "" : ", did you mean " + nearest + "?");
  }

  static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  /** The known name that takes the fewest edits, or null if none is close. */
  static @Nullable String nearest(String name, Collection<String> known) {
    String best = null;
    int bestDistance = 1 + name.length() / 3;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < bestDistance || (distance == bestDistance && best == null)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
