package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.kubeconfig.Kubeconfig;

/**
 * Where things are done, and whose kubeconfig is changed.
 *
 * @param hostContext the host's context in the kubeconfig
 */
public record Target(Kubeconfig kubeconfig, String hostContext) {

  public static Target of(Kubeconfig kubeconfig, String context) {
    return new Target(kubeconfig, context.isEmpty() ? kubeconfig.currentContext() : context);
  }
}
