/**
 * Carries a plan out, step by step, and explains what goes wrong. Plans in, changes on the host
 * out.
 */
@NullMarked
package dev.clusterregistry.crinit.run;

import org.jspecify.annotations.NullMarked;
