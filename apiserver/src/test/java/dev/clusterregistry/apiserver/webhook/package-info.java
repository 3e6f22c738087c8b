/** Tests. */
@NullMarked
package dev.clusterregistry.apiserver.webhook;

import org.jspecify.annotations.NullMarked;
