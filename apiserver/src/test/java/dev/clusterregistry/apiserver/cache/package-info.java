@NullMarked
package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.NullMarked;
