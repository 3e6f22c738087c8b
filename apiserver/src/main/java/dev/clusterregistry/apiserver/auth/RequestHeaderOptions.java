package dev.clusterregistry.apiserver.auth;

import java.nio.file.Path;

/**
 * Which proxy is believed.
 *
 * @param authorities bundle in PEM that the proxy's client certificate must lead to
 */
public record RequestHeaderOptions(Path authorities, ProxyHeaders headers) {}
