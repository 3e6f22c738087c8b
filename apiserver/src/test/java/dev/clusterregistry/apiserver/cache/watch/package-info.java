@NullMarked
package dev.clusterregistry.apiserver.cache.watch;

import org.jspecify.annotations.NullMarked;
