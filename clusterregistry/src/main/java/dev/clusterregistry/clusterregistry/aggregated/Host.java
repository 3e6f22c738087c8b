package dev.clusterregistry.clusterregistry.aggregated;

import dev.clusterregistry.apiserver.webhook.ObjectClient;
import dev.clusterregistry.apiserver.webhook.TargetSource;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.apiserver.webhook.WebhookTarget;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The API server behind whose aggregation layer this one stands.
 *
 * @param root says where its API is; followed while the server runs
 * @param now what it says at the start
 */
record Host(TargetSource root, WebhookTarget now) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * @param kubeconfig says where it is; null for the cluster of this pod
   * @param flag by which a kubeconfig would be given, for the message
   * @throws ProgramException with one line if that cannot be used
   */
  static Host of(@Nullable Path kubeconfig, String flag) {
    TargetSource root =
        kubeconfig == null ? TargetSource.inCluster() : TargetSource.kubeconfig(kubeconfig);
    try {
      return new Host(root, root.read());
    } catch (IOException e) {
      throw new ProgramException(
          kubeconfig == null
              ? "the host is not known: " + e.getMessage() + "; or name one with " + flag
              : flag + " cannot be used: " + PrivateFile.reason(e),
          e);
    }
  }

  /** Asks questions at a path. */
  WebhookClient asking(String path) {
    try {
      return new WebhookClient(root.at(path), TIMEOUT);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  ObjectClient objects() {
    try {
      return new ObjectClient(root, TIMEOUT);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private ProgramException unusable(IOException problem) {
    return new ProgramException(
        "the host " + now + " cannot be asked: " + problem.getMessage(), problem);
  }
}
