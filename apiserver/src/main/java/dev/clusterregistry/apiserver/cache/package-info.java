/**
 * Holds every object as frozen bytes, fed by the store's changes alone. Changes flow in; snapshots,
 * events and watch streams flow out to any number of readers. It knows neither HTTP nor schemas,
 * and writers never reach it.
 */
@NullMarked
package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.NullMarked;
