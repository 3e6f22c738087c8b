@NullMarked
package dev.clusterregistry.apiserver.cache.list;

import org.jspecify.annotations.NullMarked;
