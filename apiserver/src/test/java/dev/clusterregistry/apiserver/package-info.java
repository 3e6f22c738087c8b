/** The server as a whole, on real sockets. */
@NullMarked
package dev.clusterregistry.apiserver;

import org.jspecify.annotations.NullMarked;
