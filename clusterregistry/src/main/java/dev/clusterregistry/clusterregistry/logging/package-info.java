/**
 * Configures the log in code: text or JSON lines on standard error. The only package that knows
 * Logback.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.logging;

import org.jspecify.annotations.NullMarked;
