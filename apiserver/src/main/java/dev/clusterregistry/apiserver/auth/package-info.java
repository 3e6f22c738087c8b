/**
 * Who asks, and whether they may. Requests flow in, users and decisions flow out. Identities are
 * cached, so that an event loop has its answer without waiting; what must be looked up first, such
 * as a changed file or an unknown certificate, says that it would block. It knows no kind.
 */
@NullMarked
package dev.clusterregistry.apiserver.auth;

import org.jspecify.annotations.NullMarked;
