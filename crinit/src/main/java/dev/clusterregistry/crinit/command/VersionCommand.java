package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.Version;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what this build is. */
@Command(
    name = "version",
    description = "Prints the version.",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class VersionCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(names = "--short", description = "Print just the version number.")
  boolean shortForm;

  @Override
  public Integer call() {
    Version version = Version.current();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (shortForm) {
      out.println("v" + version.number());
    } else {
      out.println("version: v" + version.number());
      out.println("commit:  " + version.commit());
      out.println("java:    " + Runtime.version());
      out.println(
          "system:  " + System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
    }
    return 0;
  }
}
