package dev.clusterregistry.clusterregistry.command;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A part of a command's help, with the flags that some classes declare.
 *
 * <p>Groups of picocli look the same, but describe all their flags in words at every start, which
 * is most of what a start has to do for its flags. These do nothing before somebody asks for help.
 *
 * @param heading such as "Serving"
 * @param declaring mixed into the command
 */
record FlagSection(String heading, List<Class<?>> declaring) {

  /** A command with sections. Its flags that are in none of them come first. */
  interface Command {
    /** In the order in which they are shown. */
    List<FlagSection> sections();
  }

  FlagSection(String heading, Class<?>... declaring) {
    this(heading, List.of(declaring));
  }

  /** Shows the sections of a command, and of the commands below it, in their help. */
  static void show(CommandLine commandLine) {
    if (commandLine.getCommand() instanceof Command command) {
      commandLine
          .getHelpSectionMap()
          .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> render(help, command.sections()));
    }
    commandLine.getSubcommands().values().forEach(FlagSection::show);
  }

  private static String render(Help help, List<FlagSection> sections) {
    StringBuilder text = new StringBuilder();
    List<OptionSpec> rest = new ArrayList<>(help.commandSpec().options());
    for (FlagSection section : sections) {
      List<OptionSpec> options = rest.stream().filter(section::declares).toList();
      rest.removeAll(options);
      text.append(help.createHeading("%n" + section.heading + ":%n")).append(list(help, options));
    }
    return list(help, rest) + text;
  }

  private boolean declares(OptionSpec option) {
    return option.userObject() instanceof Field field
        && declaring.contains(field.getDeclaringClass());
  }

  private static String list(Help help, List<OptionSpec> options) {
    return help.optionListExcludingGroups(options);
  }
}
