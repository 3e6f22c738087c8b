/**
 * What a server does to itself: parts of it that follow its own objects and change them, by the
 * same road as any client. Objects flow in from the cache, requests flow out to the handler.
 */
@NullMarked
package dev.clusterregistry.apiserver.local;

import org.jspecify.annotations.NullMarked;
