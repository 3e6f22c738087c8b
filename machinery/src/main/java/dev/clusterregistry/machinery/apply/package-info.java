/**
 * Who owns which field: managedFields and server-side apply, after structured-merge-diff v6.
 * Decoded trees, a kind's schema and the name of a manager flow in; new trees with updated
 * managedFields, or conflicts, flow out. Nothing given is changed. Knows no storage, no request and
 * no particular kind; what the strategy of a resource resets afterwards is told to it as a set of
 * fields.
 */
@NullMarked
package dev.clusterregistry.machinery.apply;

import org.jspecify.annotations.NullMarked;
