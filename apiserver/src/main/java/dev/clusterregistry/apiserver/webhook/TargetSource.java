package dev.clusterregistry.apiserver.webhook;

import java.io.IOException;
import java.nio.file.Path;

/** Says where a webhook is, from files that may change while the server runs. */
public interface TargetSource {

  /**
   * What the files say now.
   *
   * @throws IOException with one line, without secrets, if they cannot be used
   */
  WebhookTarget read() throws IOException;

  /**
   * Another address of the same server.
   *
   * @param path from a slash on, with the query if any
   */
  default TargetSource at(String path) {
    return () -> read().at(path);
  }

  /** Of a kubeconfig, with the files that it names. */
  static TargetSource kubeconfig(Path file) {
    return () -> Kubeconfig.read(file);
  }

  /** Of the cluster in which this process is a pod. */
  static TargetSource inCluster() {
    return InCluster::target;
  }
}
