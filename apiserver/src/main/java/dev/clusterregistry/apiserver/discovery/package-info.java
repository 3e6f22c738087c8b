/**
 * Tells clients which groups, versions and resources are served, as constants made once from the
 * kinds. Kinds flow in at start; documents in JSON or YAML flow out. Storage is never asked, so
 * that whoever probes the server learns about the server.
 */
@NullMarked
package dev.clusterregistry.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
