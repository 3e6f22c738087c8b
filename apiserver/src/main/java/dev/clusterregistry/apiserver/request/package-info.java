/**
 * One request on its way through the server: what it asks for, who asks, and until when. Bytes as
 * they arrived flow in; a {@link Call} that every filter and handler can read flows out. It knows
 * which paths mean resources, but not which resources exist.
 */
@NullMarked
package dev.clusterregistry.apiserver.request;

import org.jspecify.annotations.NullMarked;
