/**
 * Answers get, list and watch. Validated options flow in, snapshots and watch streams come from the
 * cache, bytes flow out: untransformed objects are neither parsed nor serialised here. It never
 * writes.
 */
@NullMarked
package dev.clusterregistry.apiserver.resource.read;

import org.jspecify.annotations.NullMarked;
