/**
 * What a server does in the run that records the ahead-of-time cache: starts, and answers each kind
 * of request many times. Settings flow in; nothing flows out but what the Java virtual machine has
 * learnt.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.rehearsal;

import org.jspecify.annotations.NullMarked;
