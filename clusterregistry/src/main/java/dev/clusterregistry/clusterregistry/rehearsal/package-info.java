/**
 * The client of the run that records the ahead-of-time cache: asks a server in another process for
 * each kind of answer, many times. A URL flows in; nothing flows out but what the server's Java
 * virtual machine has learnt.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.rehearsal;

import org.jspecify.annotations.NullMarked;
