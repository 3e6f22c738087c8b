/** Tests. */
@NullMarked
package dev.clusterregistry.apiserver.request;

import org.jspecify.annotations.NullMarked;
