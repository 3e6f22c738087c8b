/**
 * Tokens that this server signs itself, for automation. The token book, a file, flows in and out;
 * it knows its keys and what was issued. Commands change it while the server runs, which reads it
 * again. Nothing here writes files or logs a token.
 */
@NullMarked
package dev.clusterregistry.apiserver.auth.token;

import org.jspecify.annotations.NullMarked;
