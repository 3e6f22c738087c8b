/** Tests. */
@NullMarked
package dev.clusterregistry.apiserver.filter;

import org.jspecify.annotations.NullMarked;
