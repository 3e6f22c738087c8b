package dev.clusterregistry.clusterregistry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.TokenWebhook;
import dev.clusterregistry.store.etcd.EtcdOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class ProgramTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private String[] rewrite(String... words) {
    return new Arguments(Flags.names(Program.standalone()), new PrintWriter(err, true))
        .rewrite(words);
  }

  private static StandaloneCommand parse(String... flags) {
    CommandLine standalone = Program.standalone();
    standalone.parseArgs(flags);
    return standalone.getCommand();
  }

  @Test
  void underscoresInFlagNamesBecomeDashesWithAWarning() {
    assertThat(rewrite("--secure_port=1", "--data-dir", "a_b"))
        .containsExactly("--secure-port=1", "--data-dir", "a_b");
    assertThat(err.toString())
        .isEqualTo(
            "Warning: --secure_port is DEPRECATED and will be removed in a future version."
                + " Use --secure-port instead.\n");
  }

  @Test
  void theLastOfSeveralValuesWins() {
    assertThat(parse("--secure-port=1", "--secure-port=2").settings().server().serving().port())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--etcd-servers-overrides=pods#http://localhost:2379",
        "--etcd_servers_overrides",
        "--audit-log-path=-",
        "--watch-cache=true",
        "--profiling",
        "--profiling=true",
        "--logtostderr"
      })
  void flagsWithoutFunctionAreRefused(String flag) {
    assertThatThrownBy(() -> rewrite(flag))
        .isInstanceOf(ProgramException.class)
        .hasMessageStartingWith(
            "flag " + flag.replaceAll("=.*", "").replace('_', '-') + " is not available: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--etcd-prefix=/x|--etcd-servers must be specified",
        "--storage-backend=etcd3|--etcd-servers must be specified",
        "--storage-backend=etcd2|--storage-backend invalid, must be 'etcd3'. If not specified,"
            + " it will default to 'etcd3'",
        "--etcd-servers=a:1 --etcd-certfile=x|--etcd-certfile and --etcd-keyfile go together",
        "--etcd-servers=a:1 --etcd-username=x|--etcd-username and --etcd-password-file go together",
        "--goaway-chance=0.03|--goaway-chance can not be less than 0 or greater than 0.02"
      })
  void etcdFlagsThatMakeNoSenseAreRefused(String flags, String message) {
    StandaloneCommand command = parse(flags.split(" "));
    assertThatThrownBy(command::settings).isInstanceOf(ProgramException.class).hasMessage(message);
  }

  @Test
  void etcdFlagsSayWhereTheObjectsAre() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    EtcdOptions etcd =
        Objects.requireNonNull(
            parse(
                    "--etcd-servers=https://a:1,b:2",
                    "--etcd-cafile=ca",
                    "--etcd-username=me",
                    "--etcd-password-file=" + password,
                    "--etcd-compaction-interval=1m")
                .settings()
                .server()
                .data()
                .etcd());
    assertThat(etcd)
        .isEqualTo(
            new EtcdOptions(
                List.of("https://a:1", "b:2"),
                etcd.tls(),
                new EtcdOptions.Login("me", "secret"),
                "/registry/clusterregistry.kubernetes.io",
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2)));
    assertThat(etcd.tls().caFile()).isEqualTo(Path.of("ca"));
    assertThat(etcd.tls().certFile()).isNull();
    assertThat(parse().settings().server().data().etcd()).isNull();
  }

  @Test
  void everyFlagOfTheFirstRegistryIsKnownOrRefused() throws Exception {
    CommandLine standalone = Program.standalone();
    for (String line : Files.readAllLines(Path.of("src/test/resources/original-flags.txt"))) {
      boolean known = standalone.getCommandSpec().optionsMap().containsKey(line);
      boolean refused = UnavailableFlags.isRefused(line);
      assertThat(known ^ refused).as(line).isTrue();
    }
  }

  @Test
  void theConfigFileGivesWhatFlagsDoNot() throws Exception {
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        "secure-port: 1000\nbind-address: '::1'\nstrict-spec: true\nkind-file: [a.yaml, b.yaml]\n");
    StandaloneCommand command =
        parse(rewrite("--secure-port", "2000", "--config", config.toString()));
    assertThat(command.server.serving.securePort).isEqualTo(2000);
    assertThat(command.server.serving.bindAddress).isEqualTo("::1");
    assertThat(command.specs.strict).isTrue();
    assertThat(command.kinds.files).containsExactly(Path.of("a.yaml"), Path.of("b.yaml"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secureport: 1|unknown key secureport, did you mean secure-port?",
        "etcd-servers-overrides: x|flag --etcd-servers-overrides is not available",
        "config: x|unknown key config",
        "- a|must hold lines of the form",
        "a: [|is not valid YAML"
      })
  void aWrongConfigFileIsRefusedInOneLine(String content, String message) throws Exception {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, content);
    assertThatThrownBy(() -> rewrite("--config=" + config))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining(config.toString())
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aMissingConfigFileIsRefused() {
    assertThatThrownBy(() -> rewrite("--config", folder + "/none"))
        .hasMessage("config file " + folder + "/none does not exist");
    assertThatThrownBy(() -> rewrite("--config")).hasMessage("flag --config needs a file");
  }

  @Test
  void flagsOfAGroupDoNotResetTheOthers() {
    StandaloneCommand command =
        parse("--secure-port=0", "--anonymous-auth=false", "--strict-spec", "-v", "4");
    assertThat(command.server.serving.bindAddress).isEqualTo("127.0.0.1");
    assertThat(command.server.serving.securePort).isZero();
    assertThat(command.authentication.anonymous).isFalse();
    assertThat(command.specs.strict).isTrue();
    assertThat(command.server.logs.level).isEqualTo(4);
    assertThat(command.server.limits.settings().requestTimeout()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void passwordsInAFileMustBeInsistedOn() {
    assertThatThrownBy(() -> parse("--basic-auth-file=x").settings())
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("--allow-basic-auth");
    assertThat(parse("--basic-auth-file=x", "--allow-basic-auth").settings().authentication())
        .satisfies(settings -> assertThat(settings.basicFile()).isEqualTo(Path.of("x")));
  }

  @Test
  void aWebhookSpeaksOneOfTwoVersions() {
    assertThat(parse().settings().authentication().webhook()).isNull();
    assertThat(
            parse(
                    "--authentication-token-webhook-config-file=hook",
                    "--authentication-token-webhook-version=v1",
                    "--authentication-token-webhook-cache-ttl=10s")
                .settings()
                .authentication()
                .webhook())
        .isEqualTo(new TokenWebhook(Path.of("hook"), Duration.ofSeconds(10), "v1"));
    assertThatThrownBy(() -> parse("--authentication-token-webhook-version=v2").settings())
        .isInstanceOf(ProgramException.class)
        .hasMessage("--authentication-token-webhook-version must be v1 or v1beta1, not v2");
  }

  @Test
  void anIssuerComesFromFlagsOrFromAFile() {
    assertThat(
            parse("--oidc-issuer-url=https://i", "--oidc-client-id=c", "--oidc-required-claim=a=b")
                .settings()
                .authentication()
                .issuer())
        .satisfies(
            issuer -> {
              assertThat(Objects.requireNonNull(issuer).requiredClaims())
                  .containsExactly(Map.entry("a", "b"));
              assertThat(issuer.algorithms()).containsExactly("RS256");
            });
    assertThatThrownBy(
            () ->
                parse(
                        "--oidc-issuer-url=https://i",
                        "--oidc-client-id=c",
                        "--authentication-config=f")
                    .settings())
        .hasMessage("--authentication-config and --oidc-* are mutually exclusive");
    assertThatThrownBy(() -> parse("--oidc-client-id=c").settings())
        .hasMessage("--oidc-issuer-url and --oidc-client-id must be specified together");
  }

  @Test
  void aProxyIsBelievedOnlyWithItsAuthority() {
    assertThat(parse("--requestheader-allowed-names=a").settings().authentication().frontProxy())
        .isNull();
    RequestHeaderOptions proxy =
        Objects.requireNonNull(
            parse("--requestheader-client-ca-file=ca", "--requestheader-allowed-names=a,b")
                .settings()
                .authentication()
                .frontProxy());
    assertThat(proxy.headers().allowedNames()).containsExactly("a", "b");
    assertThat(proxy.headers().userHeaders()).containsExactly("X-Remote-User");
  }

  @ParameterizedTest
  @CsvSource({"1m0s,60000", "250ms,250", "1h30m,5400000", "0,0", "1.5s,1500", "0s,0", ".5s,500"})
  void durationsAreReadAsGoReadsThem(String text, long milliseconds) {
    assertThat(new DurationFlag().convert(text)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "-1s", "1m 2s", "1d"})
  void otherDurationsAreRefused(String text) {
    assertThatThrownBy(() -> new DurationFlag().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }

  @Test
  void aMisspeltWordNamesTheNearest() {
    CommandLine standalone = Program.standalone();
    assertThat(Flags.unknown("flag ", "--data-dri=x", Flags.names(standalone)))
        .isEqualTo("unknown flag --data-dri, did you mean --data-dir?");
    assertThat(Flags.unknown("flag ", "--xyzzy", Flags.names(standalone)))
        .isEqualTo("unknown flag --xyzzy");
  }
}
