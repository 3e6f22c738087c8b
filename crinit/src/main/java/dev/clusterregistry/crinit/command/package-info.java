/** The command line: words in, settings out, one exit code. Knows no object and no request. */
@NullMarked
package dev.clusterregistry.crinit.command;

import org.jspecify.annotations.NullMarked;
