package dev.clusterregistry.apiserver.http;

import io.netty.handler.ssl.SslContext;
import java.time.Instant;

/**
 * What new connections are met with.
 *
 * @param expires when the first certificate of the chain that clients are shown does
 */
record ServingTls(SslContext context, Instant expires) {}
