/**
 * Strategic merge patch: a merge patch that merges lists where the schema names a merge key, and
 * that may carry directives. A tree, a patch and a schema flow in, a new tree flows out; what is
 * given is never changed. After k8s.io/apimachinery, package util/strategicpatch. Knows no
 * particular kind.
 */
@NullMarked
package dev.clusterregistry.machinery.strategic;

import org.jspecify.annotations.NullMarked;
