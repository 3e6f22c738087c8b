package dev.clusterregistry.tests.crinit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.tests.crinit.HostCluster.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The user guide's chapters on deployment: every command in them, as it stands there. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300) // it deploys and waits as an administrator does
class GuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "user-guide.md");

  @SuppressWarnings("NullAway.Init")
  private HostCluster host;

  @BeforeAll
  void startTheHost(@TempDir Path folder) throws Exception {
    host = HostCluster.start(folder);
  }

  @AfterAll
  void stopTheHost() throws Exception {
    if (host != null) { // Else this machine cannot have one.
      host.close();
    }
  }

  /** The commands of one section, each on one line. */
  static List<String> commands(String section) throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf("\n### " + section + "\n");
    assertThat(begin).as(section).isPositive();
    String text = guide.substring(begin + 5 + section.length());
    text = text.split("\n##+ ", 2)[0];
    return text.replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith("    crinit ") || line.startsWith("    kubectl "))
        .map(line -> line.strip().replaceAll(" +", " ").replace("<your_cluster_context>", "host"))
        .toList();
  }

  private void run(String command, String... more) throws Exception {
    Outcome outcome;
    if (command.startsWith("crinit ")) {
      String words = command.substring("crinit ".length()) + " " + String.join(" ", more);
      outcome = host.crinit(words.strip().split(" ", -1));
    } else {
      outcome = host.shell(command);
    }
    assertThat(outcome.code())
        .as("%s: %s, kubelet: %s", command, outcome, host.kubelet().lastProblem())
        .isZero();
  }

  @Test
  void theCommandsOfTheChaptersDoWhatTheySay() throws Exception {
    List<String> standalone = commands("Standalone");
    assertThat(standalone).hasSize(2);
    for (String command : standalone) {
      run(command);
    }
    List<String> afterwards = commands("Afterwards");
    assertThat(afterwards).hasSize(5);
    for (String command : afterwards) {
      run(
          command,
          command.contains(" upgrade ") ? "--backup=" + host.work().resolve("saved.yaml") : "");
    }
    List<String> alone = commands("Without Kubernetes");
    assertThat(alone).hasSize(3);
    for (String command : alone) {
      run(command);
    }
    List<String> advanced = commands("Advanced deployments");
    assertThat(advanced).hasSize(1);
    run(advanced.getFirst(), "--dry-run=server");
  }
}
