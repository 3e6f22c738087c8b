@NullMarked
package dev.clusterregistry.apiserver.resource;

import org.jspecify.annotations.NullMarked;
