package dev.clusterregistry.clusterregistry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.aggregated.AggregatedSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AggregatedFlagsTest {

  private static AggregatedSettings settings(String... flags) {
    CommandLine aggregated = Program.aggregated();
    aggregated.parseArgs(flags);
    return aggregated.<AggregatedCommand>getCommand().settings();
  }

  @Test
  void defaultsAreTheOriginals() {
    AggregatedSettings settings = settings();
    assertThat(settings.server().serving().bindAddress().getHostAddress()).isEqualTo("0.0.0.0");
    assertThat(settings.server().limits().maxStreamsPerConnection()).isEqualTo(1000);
    assertThat(settings.authentication().kubeconfig()).isNull();
    assertThat(settings.authentication().skipLookup()).isFalse();
    assertThat(settings.authentication().remembered()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.authentication().frontProxy()).isNull();
    assertThat(settings.authorization().allowedRemembered()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.authorization().othersRemembered()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.authorization().alwaysAllowed())
        .containsExactly("/healthz", "/readyz", "/livez");
  }

  @Test
  void oneKubeconfigIsForBothUnlessTheyHaveTheirOwn() {
    AggregatedSettings settings =
        settings("--kubeconfig=both", "--authorization-kubeconfig=other", "--secure-port=1");
    assertThat(settings.authentication().kubeconfig()).isEqualTo(Path.of("both"));
    assertThat(settings.authorization().kubeconfig()).isEqualTo(Path.of("other"));
    assertThat(settings.server().serving().bindAddress().getHostAddress()).isEqualTo("0.0.0.0");
    assertThat(settings("--bind-address=::1").server().serving().bindAddress().getHostAddress())
        .isEqualTo("0:0:0:0:0:0:0:1");
  }

  @Test
  void aProxyMayBeNamedByFlags() {
    assertThat(
            settings(
                    "--requestheader-client-ca-file=ca",
                    "--requestheader-allowed-names=a,b",
                    "--requestheader-username-headers=X-User")
                .authentication()
                .frontProxy())
        .satisfies(
            proxy -> {
              assertThat(Objects.requireNonNull(proxy).headers().allowedNames())
                  .containsExactly("a", "b");
              assertThat(proxy.headers().userHeaders()).containsExactly("X-User");
            });
  }

  @Test
  void pathsThatAreOpenMayBeNone() {
    assertThat(settings("--authorization-always-allow-paths=").authorization().alwaysAllowed())
        .isEmpty();
  }

  @Test
  void everyFlagOfTheFirstRegistryIsKnownOrRefused() throws Exception {
    CommandLine aggregated = Program.aggregated();
    CommandLine standalone = Program.standalone();
    for (String line : Files.readAllLines(Path.of("src/test/resources/original-flags.txt"))) {
      boolean known = aggregated.getCommandSpec().optionsMap().containsKey(line);
      boolean refused = UnavailableFlags.isRefused(line);
      boolean standalones = standalone.getCommandSpec().optionsMap().containsKey(line);
      assertThat(known || refused || standalones).as(line).isTrue();
    }
  }

  @Test
  void flagsOfAggregatedModeAreRefusedElsewhereOnly() {
    PrintWriter err = new PrintWriter(new StringWriter());
    String flag = "--authentication-skip-lookup";
    assertThat(new Arguments(Flags.names(Program.aggregated()), err).rewrite(new String[] {flag}))
        .containsExactly(flag);
    assertThatThrownBy(
            () ->
                new Arguments(Flags.names(Program.standalone()), err).rewrite(new String[] {flag}))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "flag --authentication-skip-lookup is not available: it belongs to aggregated mode:"
                + " clusterregistry aggregated");
  }
}
