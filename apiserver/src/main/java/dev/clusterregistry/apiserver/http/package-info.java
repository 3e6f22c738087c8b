/**
 * Carries requests and replies over TLS, HTTP/1.1, HTTP/2 and WebSocket. Bytes flow in from sockets
 * and out as an {@link ApiRequest}; a {@link Reply} flows back. The only package that may import
 * Netty; it knows no verb, resource or user.
 */
@NullMarked
package dev.clusterregistry.apiserver.http;

import org.jspecify.annotations.NullMarked;
