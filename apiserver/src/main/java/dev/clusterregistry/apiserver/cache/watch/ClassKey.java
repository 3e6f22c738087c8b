package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.ObjectFilter;

/**
 * What makes watchers equal.
 *
 * @param fresh nothing has been sent to them and their first frame differs from later ones
 */
record ClassKey(ObjectFilter filter, FrameEncoding encoding, boolean fresh) {}
