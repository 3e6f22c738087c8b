/**
 * Moving here from the first cluster registry, of either generation. What was stored or served
 * there flows in; clusters as this registry stores them flow out, into whatever store is the
 * target, with a report of what became of each. It knows no flags.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.migration;

import org.jspecify.annotations.NullMarked;
