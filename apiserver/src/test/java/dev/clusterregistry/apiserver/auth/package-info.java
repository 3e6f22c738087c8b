/** Tests. */
@NullMarked
package dev.clusterregistry.apiserver.auth;

import org.jspecify.annotations.NullMarked;
