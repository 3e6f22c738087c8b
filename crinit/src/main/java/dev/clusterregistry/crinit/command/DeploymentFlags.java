package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.ServerArguments;
import dev.clusterregistry.crinit.plan.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** What is deployed, in both modes. */
final class DeploymentFlags {
  @ArgGroup(validate = false, heading = "%nService:%n", order = 2)
  ServiceFlags service = new ServiceFlags();

  @ArgGroup(validate = false, heading = "%nServer:%n", order = 3)
  ServerFlags server = new ServerFlags();

  @ArgGroup(validate = false, heading = "%nStorage:%n", order = 4)
  StorageFlags storage = new StorageFlags();

  /**
   * @param users null if the host has the users
   * @param roles null if the registry has the roles
   * @param given flags to remember on the Deployment
   */
  Settings settings(
      Mode mode,
      Registry registry,
      @Nullable UserFlags users,
      @Nullable RoleFlags roles,
      List<String> given) {
    return new Settings(
        mode,
        registry,
        service.exposure(mode),
        server.image,
        storage.storage(registry),
        storage.replicas,
        users != null && users.basic,
        users != null && users.token,
        ServerArguments.overrides(server.overrides),
        roles != null && !roles.skip,
        given);
  }
}
