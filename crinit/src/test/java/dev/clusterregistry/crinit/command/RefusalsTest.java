package dev.clusterregistry.crinit.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.crinit.command.Cli.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is sent for a command line that makes no sense. */
class RefusalsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          standalone init | NAME is required
          aggregated delete | NAME is required
          standalone init foo --api-server-service-type=External | invalid api-server-service-type: External, should be either LoadBalancer, NodePort or ClusterIP
          standalone init foo --api-server-advertise-address=10.0.0.1 | api-server-advertise-address should be passed only with 'api-server-service-type=NodePort'
          standalone init foo --api-server-service-type=NodePort --api-server-advertise-address=zz | invalid api-server-advertise-address: zz, should be a valid ip address
          standalone init foo --api-server-port=30000 | api-server-port should be passed only with 'api-server-service-type=NodePort'
          standalone init foo --api-server-service-type=NodePort --api-server-port=70000 | Please provide a valid port number for api-server-port
          standalone init foo --apiserver-arg-overrides=zzz | wrong format for override arg: zzz
          standalone init foo --apiserver-arg-overrides==x | wrong format for override arg: =x, arg name cannot be empty
          standalone init foo --host-cluster-context=nosuch | context "nosuch" does not exist
          standalone init foo --etcd-pv-capacity=xx | etcd-pv-capacity xx: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
          standalone init foo --storage=disk | invalid storage: disk, should be either embedded or etcd
          standalone init foo --replicas=2 | replicas should be passed only with etcd-servers: several servers need one store
          standalone init foo --etcd-secret=s | etcd-cafile, etcd-certfile, etcd-keyfile and etcd-secret should be passed only with etcd-servers
          standalone init foo --etcd-servers=https://e:2379 --etcd-certfile=c | etcd-certfile and etcd-keyfile go together
          standalone init foo --dry-run=maybe | invalid dry-run: maybe, should be none, client or server
          standalone init foo --dry-run -o table | invalid output: table, should be either yaml or json
          """)
  void aCommandLineThatMakesNoSenseIsRefused(String words, String message) throws Exception {
    Outcome outcome = Cli.in(folder).run(words.split(" ", -1));
    assertThat(outcome).isEqualTo(new Outcome(1, "", "Error: " + message + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          bogus | unknown command "bogus" for "crinit" (see crinit --help)
          standalone init foo --bogus | unknown flag: --bogus (see crinit standalone init --help)
          aggregated init foo --apiserver-enable-token-auth | unknown flag: --apiserver-enable-token-auth (see crinit aggregated init --help)
          """)
  void aWordThatIsNotKnownIsWrongUsage(String words, String message) throws Exception {
    Outcome outcome = Cli.in(folder).run(words.split(" ", -1));
    assertThat(outcome).isEqualTo(new Outcome(2, "", "Error: " + message + "\n"));
  }
}
