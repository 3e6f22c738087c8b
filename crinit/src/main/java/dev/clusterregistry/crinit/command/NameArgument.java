package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.machinery.validation.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What a registry is called. */
final class NameArgument {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The registry's name; its objects and its context in the kubeconfig have it.")
  @Nullable String name;

  String required() {
    if (name == null || name.isEmpty()) {
      throw new CrinitException("NAME is required");
    }
    List<String> wrong = Names.label1035(name);
    if (!wrong.isEmpty()) {
      throw new CrinitException("invalid NAME \"" + name + "\": " + wrong.getFirst());
    }
    return name;
  }
}
