package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Registry;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Deploys a registry; the modes differ in what they say and in the flags that only they have. */
@Command(
    sortOptions = false,
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    footerHeading = "%nExamples:%n")
abstract class InitCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @Mixin InitFlags init = new InitFlags();

  @Mixin DeploymentFlags deployment = new DeploymentFlags();

  abstract ModeFlags own();

  @Override
  public Integer call() {
    Registry registry = init.host.registry(name.required());
    return new Initialization(RootCommand.console(spec), init)
        .init(deployment.settings(own(), registry, GivenFlags.of(spec, registry)));
  }
}
