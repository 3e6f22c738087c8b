/**
 * The rules that hold for every kind: names, labels, object metadata, request options and the
 * numbers and durations of query parameters. Values flow in, findings in Kubernetes' words flow
 * out. Knows no particular kind and changes nothing it is given, except where a method says so.
 */
@NullMarked
package dev.clusterregistry.machinery.validation;

import org.jspecify.annotations.NullMarked;
