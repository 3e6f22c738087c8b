package dev.clusterregistry.apiserver.local;

import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.resource.served.ServedResources;

/** What a server shows to its own parts. */
public record Inside(WatchCache cache, ServedResources resources, LocalClient client) {}
