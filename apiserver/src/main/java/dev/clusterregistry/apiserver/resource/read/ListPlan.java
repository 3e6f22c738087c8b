package dev.clusterregistry.apiserver.resource.read;

import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.resource.transform.ListMeta;

/**
 * A page of a list, found but not yet written.
 *
 * @param range holds the page's objects, and others that the filter leaves out
 * @param count of the page's objects
 */
public record ListPlan(
    Snapshot snapshot, Selection selection, KeyRange range, int count, ListMeta meta) {}
