/**
 * Whom to believe, by the word of the host: the API server in front of an aggregated one says in a
 * ConfigMap which client certificates are good, and which proxy may name users. The ConfigMap flows
 * in, what is in force flows out. Nobody is believed before it was read; what was read last stays
 * in force while the host cannot be reached.
 */
@NullMarked
package dev.clusterregistry.apiserver.auth.delegation;

import org.jspecify.annotations.NullMarked;
