/**
 * Holds every object as frozen bytes, fed by the store's changes alone. Changes flow in; snapshots,
 * events and watch streams flow out to any number of readers. Of HTTP it knows that loops and
 * streams exist, of schemas nothing, and writers never reach it.
 */
@NullMarked
package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.NullMarked;
