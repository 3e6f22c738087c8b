/**
 * crinit on a host cluster made of our own parts: a registry that serves Kubernetes' kinds too, a
 * small kubelet that runs the pods of Deployments as processes, and kubectl.
 */
@NullMarked
package dev.clusterregistry.tests.crinit;

import org.jspecify.annotations.NullMarked;
