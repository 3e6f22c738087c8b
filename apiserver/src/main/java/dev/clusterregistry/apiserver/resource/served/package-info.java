/**
 * Which resources there are: kinds flow in, one entry per served version flows out, with the keys
 * of its objects and the pure function from stored values to frozen objects. It knows no verb.
 */
@NullMarked
package dev.clusterregistry.apiserver.resource.served;

import org.jspecify.annotations.NullMarked;
