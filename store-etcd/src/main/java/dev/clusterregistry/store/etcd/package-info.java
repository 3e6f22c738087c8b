/**
 * The store's contract on an etcd cluster that any number of servers share. Compare-and-set flows
 * out as transactions; one watch of the whole prefix flows in, and everybody who follows the store
 * is fed from it. gRPC and protobuf end here. Knows keys, bytes and revisions; no JSON, no kinds.
 */
@NullMarked
package dev.clusterregistry.store.etcd;

import org.jspecify.annotations.NullMarked;
