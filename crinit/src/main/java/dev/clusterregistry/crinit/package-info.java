/**
 * The deployment tool: options become a {@link dev.clusterregistry.crinit.plan.Plan}, a list of
 * steps that is data only; the plan is printed, or carried out on the host cluster. Knows
 * Kubernetes' API, and nothing of the registry's server but its flags.
 */
@NullMarked
package dev.clusterregistry.crinit;

import org.jspecify.annotations.NullMarked;
