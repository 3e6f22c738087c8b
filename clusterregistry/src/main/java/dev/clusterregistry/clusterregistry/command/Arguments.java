package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What happens to the words of a command line before they are parsed: underscores in flag names
 * become dashes, flags whose function this version does not have are refused, and the config file's
 * settings are added where no flag says otherwise.
 */
final class Arguments {
  private final Collection<String> known;
  private final PrintWriter err;

  /**
   * @param known names of all flags
   */
  Arguments(Collection<String> known, PrintWriter err) {
    this.known = known;
    this.err = err;
  }

  String[] rewrite(String[] words) {
    List<String> flags = new ArrayList<>();
    Set<String> given = new HashSet<>();
    Path config = null;
    for (int i = 0; i < words.length; i++) {
      String word = words[i].startsWith("--") ? withDashes(words[i]) : words[i];
      flags.add(word);
      if (!word.startsWith("--")) {
        continue;
      }
      String name = Flags.name(word);
      UnavailableFlags.refuse(name, word, known);
      given.add(name);
      if (name.equals("--config")) {
        boolean inline = word.length() > name.length();
        if (!inline && i + 1 == words.length) {
          throw new ProgramException("flag --config needs a file");
        }
        config = Path.of(inline ? word.substring(name.length() + 1) : words[i + 1]);
      }
    }
    List<String> rewritten =
        config == null ? new ArrayList<>() : ConfigFile.asFlags(config, given, known);
    rewritten.addAll(flags);
    return rewritten.toArray(String[]::new);
  }

  private String withDashes(String word) {
    String name = Flags.name(word);
    if (name.indexOf('_') < 0) {
      return word;
    }
    String dashed = name.replace('_', '-');
    err.println(
        "Warning: "
            + name
            + " is DEPRECATED and will be removed in a future version. Use "
            + dashed
            + " instead.");
    return dashed + word.substring(name.length());
  }
}
