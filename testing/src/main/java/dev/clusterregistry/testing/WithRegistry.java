package dev.clusterregistry.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs tests beside a registry of their own: on a class, one for all its tests; on a method, one
 * for that test alone. Tests, constructors and methods around tests may have as parameters
 *
 * <ul>
 *   <li>a {@link TestRegistry},
 *   <li>a {@link dev.clusterregistry.client.ClusterRegistryClient},
 *   <li>a {@link io.fabric8.kubernetes.client.KubernetesClient},
 *   <li>a {@link java.net.URI}: the server's address,
 *   <li>a {@link java.nio.file.Path} with {@link Kubeconfig}.
 * </ul>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RegistryExtension.class)
public @interface WithRegistry {

  /**
   * Kinds to serve beside clusters: resources of the test's class path, each a
   * CustomResourceDefinition as YAML or JSON.
   */
  String[] kinds() default {};
}
