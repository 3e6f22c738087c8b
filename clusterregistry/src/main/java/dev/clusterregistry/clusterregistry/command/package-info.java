/**
 * The command line: flags, config file, help, and the one line that a user sees when something is
 * wrong. Words flow in, settings flow out to the packages that do the work; the only package that
 * knows picocli.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.command;

import org.jspecify.annotations.NullMarked;
