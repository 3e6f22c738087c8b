/**
 * YAML as Kubernetes' own library reads and prints it: YAML 1.1 scalars, JSON types, one document.
 * YAML bytes flow in and trees flow out, and the other way. It must not know schemas.
 */
@NullMarked
package dev.clusterregistry.machinery.yaml;

import org.jspecify.annotations.NullMarked;
