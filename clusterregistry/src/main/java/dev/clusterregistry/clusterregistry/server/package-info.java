/**
 * A running server, of whatever mode: settings flow in; data folder, certificates, store and API
 * server are put together here with plain constructors, and taken down in order. How users are
 * known and what is served beside clusters is the {@link
 * dev.clusterregistry.clusterregistry.server.Mode}'s business. It knows no flag.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.server;

import org.jspecify.annotations.NullMarked;
