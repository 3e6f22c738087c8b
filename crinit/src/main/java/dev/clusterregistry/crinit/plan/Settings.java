package dev.clusterregistry.crinit.plan;

import java.util.List;
import java.util.SortedMap;

/**
 * What a registry is to be like.
 *
 * @param image of the registry's server
 * @param replicas more than one only on an etcd cluster
 * @param overrides arguments of the server that replace or add to those of crinit, dashes included
 * @param userRoles whether the host's roles view, edit and admin are to cover clusters
 * @param flags what the user gave, for upgrades to begin from
 */
public record Settings(
    Mode mode,
    Registry registry,
    Exposure exposure,
    String image,
    Storage storage,
    int replicas,
    boolean basicAuth,
    boolean tokenAuth,
    SortedMap<String, String> overrides,
    boolean userRoles,
    List<String> flags) {}
