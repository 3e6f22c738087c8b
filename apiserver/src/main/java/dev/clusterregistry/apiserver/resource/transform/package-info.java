/**
 * Derives other forms from frozen bytes: another served version, a Table, a PartialObjectMetadata,
 * YAML, indented JSON. Frozen objects flow in; bytes, list items and watch frames flow out. Every
 * form is a pure function of the object and, for ages, of the time.
 */
@NullMarked
package dev.clusterregistry.apiserver.resource.transform;

import org.jspecify.annotations.NullMarked;
