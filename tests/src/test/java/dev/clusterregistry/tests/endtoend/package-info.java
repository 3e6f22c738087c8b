/**
 * The program as a process of its own, met over TLS and HTTP/2 as its clients meet it, and treated
 * badly: killed, restarted, given a disk that is too small. In: the built classes. Out: what a
 * client can rely on. It must not know how the server is made.
 */
@NullMarked
package dev.clusterregistry.tests.endtoend;

import org.jspecify.annotations.NullMarked;
