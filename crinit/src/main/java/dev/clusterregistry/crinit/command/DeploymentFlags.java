package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.ServerArguments;
import dev.clusterregistry.crinit.plan.Settings;
import java.util.List;
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
   * @param own of the registry's mode
   * @param given flags to remember on the Deployment
   */
  Settings settings(ModeFlags own, Registry registry, List<String> given) {
    return new Settings(
        own.mode(),
        registry,
        service.exposure(own.mode()),
        server.image,
        storage.storage(registry),
        storage.replicas,
        own instanceof UserFlags users && users.basic,
        own instanceof UserFlags users && users.token,
        ServerArguments.overrides(server.overrides),
        own instanceof RoleFlags roles && !roles.skip,
        given);
  }
}
