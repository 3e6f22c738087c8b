/**
 * JSON as Go reads and writes it, and Go's other ways to print a value. Trees and strings flow in,
 * the text that kube-apiserver would have written flows out. Knows no schema and no kind; member
 * order is the order of the tree.
 */
@NullMarked
package dev.clusterregistry.machinery.json;

import org.jspecify.annotations.NullMarked;
