/** Tests. */
@NullMarked
package dev.clusterregistry.apiserver.auth.webhook;

import org.jspecify.annotations.NullMarked;
