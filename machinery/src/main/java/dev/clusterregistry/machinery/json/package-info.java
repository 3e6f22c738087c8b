/**
 * JSON text as Go writes it. Trees and strings flow in, the bytes that kube-apiserver would have
 * written flow out. Knows no schema and no kind; member order is the order of the tree.
 */
@NullMarked
package dev.clusterregistry.machinery.json;

import org.jspecify.annotations.NullMarked;
