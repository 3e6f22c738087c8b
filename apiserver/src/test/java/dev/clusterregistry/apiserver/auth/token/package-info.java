/** Tests. */
@NullMarked
package dev.clusterregistry.apiserver.auth.token;

import org.jspecify.annotations.NullMarked;
