package dev.clusterregistry.apiserver.health;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question about the server's health.
 *
 * @param name in paths and lines
 * @param group by which it may be excluded together with others; empty if none
 * @param failure null while all is well, else what is wrong; answers at once
 */
public record HealthCheck(String name, String group, Supplier<@Nullable String> failure) {

  public static HealthCheck of(String name, Supplier<@Nullable String> failure) {
    return new HealthCheck(name, "", failure);
  }

  /** A check that passes as long as it is answered at all. */
  public static HealthCheck always(String name) {
    return of(name, () -> null);
  }
}
