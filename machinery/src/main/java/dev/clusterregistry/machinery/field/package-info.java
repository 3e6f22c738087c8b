/**
 * Paths to fields and what is wrong with them. Findings of any validation flow in; the two texts
 * that Kubernetes shows for them (whole and per cause) flow out. Knows neither HTTP nor objects.
 */
@NullMarked
package dev.clusterregistry.machinery.field;

import org.jspecify.annotations.NullMarked;
