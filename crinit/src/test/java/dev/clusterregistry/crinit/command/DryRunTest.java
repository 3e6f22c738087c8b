package dev.clusterregistry.crinit.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.crinit.command.Cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host of these tests does not answer: a dry run by the client asks nobody. */
class DryRunTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void standaloneInitSaysItsSteps() throws Exception {
    Cli cli = Cli.in(folder);
    Outcome outcome =
        cli.run("standalone", "init", "foo", "--host-cluster-context=host", "--dry-run");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            Creating a namespace clusterregistry for the cluster registry... done
            Creating cluster registry API server service... done
            Creating cluster registry objects (credentials, persistent volume claim)... done
            Creating cluster registry deployment... done
            Updating kubeconfig... done
            Cluster registry can be run (dry run)
            """);
    assertThat(Files.readString(cli.kubeconfig())).isEqualTo(Cli.HOST);
  }

  @Test
  void aggregatedInitSaysItsSteps() throws Exception {
    Outcome outcome = Cli.in(folder).run("aggregated", "init", "foo", "--dry-run=client");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            Creating a namespace clusterregistry for the cluster registry... done
            Creating cluster registry API server service... done
            Creating cluster registry objects (credentials, persistent volume claim)... done
            Creating RBAC objects... done
            Creating cluster registry deployment... done
            Creating cluster registry Kubernetes API Service... done
            Updating kubeconfig... done
            Cluster registry can be run (dry run)
            """);
  }

  @Test
  void standaloneDeleteSaysItsSteps() throws Exception {
    assertThat(Cli.in(folder).run("standalone", "delete", "foo", "--dry-run"))
        .isEqualTo(
            new Outcome(
                0,
                """
                Delete kubeconfig entry foo... done
                Deleting cluster registry namespace clusterregistry... done
                Cluster registry can be deleted (dry run)
                """,
                ""));
  }

  @Test
  void aggregatedDeleteSaysItsSteps() throws Exception {
    assertThat(Cli.in(folder).run("aggregated", "delete", "foo", "--dry-run"))
        .isEqualTo(
            new Outcome(
                0,
                """
                Delete kubeconfig entry foo... done
                Deleting cluster registry Kubernetes API Service... done
                Deleting RBAC objects... done
                Deleting cluster registry namespace clusterregistry... done
                Cluster registry can be deleted (dry run)
                """,
                ""));
  }

  @Test
  void objectsGoToStandardOutputAndProgressToStandardError() throws Exception {
    Outcome outcome = Cli.in(folder).run("standalone", "init", "foo", "--dry-run", "-o", "yaml");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("---\napiVersion: v1\nkind: Namespace\n");
    assertThat(outcome.err()).endsWith("Cluster registry can be run (dry run)\n");
  }

  @Test
  void aFlagWithUnderscoresIsTakenWithAWarning() throws Exception {
    Outcome outcome =
        Cli.in(folder).run("standalone", "init", "foo", "--host_cluster_context=host", "--dry-run");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err())
        .isEqualTo(
            "Warning: host_cluster_context is DEPRECATED and will be removed in a future version."
                + " Use host-cluster-context instead.\n");
  }

  @Test
  void aHostThatDoesNotAnswerIsAnErrorThatNamesIt() throws Exception {
    Cli cli = Cli.in(folder);
    Outcome outcome = cli.run("standalone", "init", "foo", "--dry-run=server");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("Error: the server https://127.0.0.1:1 cannot be reached");
    assertThat(Files.readString(cli.kubeconfig())).isEqualTo(Cli.HOST);
  }
}
