/**
 * What makes a server aggregated: it stands behind the aggregation layer of another API server, its
 * host, and asks the host who users are and what they may do. Settings flow in; authenticators and
 * an authorizer that delegate flow out to the server. Of kinds there is only what the registry is
 * for.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.aggregated;

import org.jspecify.annotations.NullMarked;
