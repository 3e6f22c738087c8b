package dev.clusterregistry.apiserver.cache.list;

/** Names the compressed block of a run of one leaf. */
record RunKey(ItemEncoding encoding, int from, int until) {}
