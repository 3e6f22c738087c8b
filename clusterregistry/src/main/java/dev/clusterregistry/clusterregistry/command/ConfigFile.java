package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A YAML file whose keys are flag names without their dashes. */
final class ConfigFile {

  private ConfigFile() {}

  /**
   * The file's settings as flags, without those that the command line gives itself.
   *
   * @param given names of flags on the command line
   * @param known names of all flags
   */
  static List<String> asFlags(Path file, Set<String> given, Collection<String> known) {
    List<String> flags = new ArrayList<>();
    for (Map.Entry<?, ?> setting : read(file).entrySet()) {
      String name = "--" + setting.getKey();
      try {
        UnavailableFlags.refuse(name, name + "=" + setting.getValue(), known);
      } catch (ProgramException e) {
        throw new ProgramException("in " + file + ": " + e.getMessage(), e);
      }
      if (!known.contains(name) || name.equals("--config")) {
        List<String> keys = known.stream().map(flag -> flag.replaceFirst("^--?", "")).toList();
        throw new ProgramException(
            "in " + file + ": " + Flags.unknown("key ", String.valueOf(setting.getKey()), keys));
      }
      if (!given.contains(name)) {
        addTo(flags, name, setting.getValue());
      }
    }
    return flags;
  }

  private static void addTo(List<String> flags, String name, Object value) {
    if (value instanceof Collection<?> several) {
      several.forEach(one -> flags.add(name + "=" + one));
    } else {
      flags.add(name + "=" + value);
    }
  }

  private static Map<?, ?> read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return switch (content) {
        case null -> Map.of();
        case Map<?, ?> settings -> settings;
        default ->
            throw new ProgramException(
                "config file " + file + " must hold lines of the form flag-name: value");
      };
    } catch (NoSuchFileException e) {
      throw new ProgramException("config file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new ProgramException("config file " + file + " cannot be read: " + e.getMessage(), e);
    } catch (YAMLException e) {
      throw new ProgramException(
          "config file " + file + " is not valid YAML: " + Flags.firstLine(e.getMessage()), e);
    }
  }
}
