/**
 * The failed request as a value: codes, reasons and the exact words of kube-apiserver. Names and
 * findings flow in, a Status tree or its JSON flows out. Knows nothing of requests or transport;
 * how a Status reaches the client is decided elsewhere.
 */
@NullMarked
package dev.clusterregistry.machinery.status;

import org.jspecify.annotations.NullMarked;
