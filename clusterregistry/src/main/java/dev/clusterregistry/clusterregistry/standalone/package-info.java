/**
 * What makes a server standalone: settings flow in; who its users are, what they may do, and which
 * kinds there are beside clusters flow out to the server. It prints nothing but the greeting.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.standalone;

import org.jspecify.annotations.NullMarked;
