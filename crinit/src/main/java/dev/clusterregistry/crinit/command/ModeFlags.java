package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;

/** Flags that only registries of one mode have. */
sealed interface ModeFlags permits UserFlags, RoleFlags {
  Mode mode();
}
