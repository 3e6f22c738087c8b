/**
 * Label and field selectors. The text of a query parameter flows in; a predicate on labels or a
 * list of requirements on fields flows out, or the 400 in the exact words of kube-apiserver. Knows
 * neither objects nor requests.
 */
@NullMarked
package dev.clusterregistry.machinery.selector;

import org.jspecify.annotations.NullMarked;
