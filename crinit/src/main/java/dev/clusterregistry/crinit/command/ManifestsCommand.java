package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Plan;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Settings;
import dev.clusterregistry.crinit.run.Keeper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a deployment would make. */
@Command(
    name = "manifests",
    description = {
      "Prints all objects that \"crinit standalone|aggregated init\" would make with the same"
          + " flags, as YAML for kubectl apply or GitOps. Asks no cluster.",
      "",
      "Certificates are made anew each time. The Secrets hold private keys: keep them out of"
          + " repositories, or leave them out with --without-secrets."
    },
    sortOptions = false,
    customSynopsis = "crinit manifests NAME [--mode=aggregated] [flags]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nGeneral:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class ManifestsCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Mixin NameArgument name = new NameArgument();

  @Option(
      names = "--mode",
      paramLabel = "standalone|aggregated",
      description = "What kind of registry (default standalone).")
  String mode = "standalone";

  @Option(
      names = "--cluster-registry-namespace",
      paramLabel = "NAMESPACE",
      description = "The namespace for the registry (default clusterregistry).")
  String namespace = "clusterregistry";

  @Option(
      names = "--hosts",
      paramLabel = "HOST",
      split = ",",
      description =
          "Names and addresses under which clients reach the service, for its certificate, beside"
              + " those inside the cluster.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--without-secrets",
      description = "Leave out the Secrets, and the caBundle of an aggregated registry.")
  boolean withoutSecrets;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      description = "The form (default yaml).")
  String form = "yaml";

  @Mixin DeploymentFlags deployment = new DeploymentFlags();

  @ArgGroup(validate = false, heading = "%nUsers, standalone:%n", order = 5)
  UserFlags users = new UserFlags();

  @ArgGroup(validate = false, heading = "%nRoles, aggregated:%n", order = 6)
  RoleFlags roles = new RoleFlags();

  @Override
  public Integer call() {
    HostFlags host = new HostFlags();
    host.namespace = namespace;
    Registry registry = host.registry(name.required());
    Settings settings = deployment.settings(own(), registry, GivenFlags.of(spec, registry));
    Facts facts =
        withoutSecrets
            ? new Facts(Map.of(), Map.of())
            : new Keeper(Instant.now()).create(settings, hosts);
    List<KubernetesObject> objects = Plan.init(settings).objects(facts);
    if (withoutSecrets) {
      objects = objects.stream().filter(one -> one.kind() != ObjectKind.SECRET).toList();
    }
    OutputFlag output = new OutputFlag();
    output.form = form;
    output.check();
    RootCommand.console(spec).out().print(output.print(objects));
    RootCommand.console(spec).out().flush();
    return 0;
  }

  private ModeFlags own() {
    return switch (mode) {
      case "standalone" -> users;
      case "aggregated" -> roles;
      default ->
          throw new CrinitException(
              "invalid mode: " + mode + ", should be either standalone or aggregated");
    };
  }
}
