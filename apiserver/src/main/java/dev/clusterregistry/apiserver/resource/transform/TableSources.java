package dev.clusterregistry.apiserver.resource.transform;

import dev.clusterregistry.apiserver.cache.DerivedCache;
import java.time.InstantSource;

/**
 * What tables are made with.
 *
 * @param clock of the ages in them
 * @param derived where the cells of an object are remembered, ages left out
 */
public record TableSources(InstantSource clock, DerivedCache derived) {}
