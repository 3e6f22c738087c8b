/** Tests on real etcd servers, of one member and of three. */
@NullMarked
package dev.clusterregistry.store.etcd;

import org.jspecify.annotations.NullMarked;
