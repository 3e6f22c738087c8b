/**
 * Kubernetes' configuration files of authentication and authorization, as trees with paths. Bytes
 * flow in; what is wrong flows out in Kubernetes' words.
 */
@NullMarked
package dev.clusterregistry.apiserver.auth.config;

import org.jspecify.annotations.NullMarked;
