/**
 * The rows that <code>kubectl get</code> prints: column definitions of a kind and the evaluation of
 * their cells. Objects flow in, cells flow out. It must not know the Table document around them.
 */
@NullMarked
package dev.clusterregistry.machinery.table;

import org.jspecify.annotations.NullMarked;
