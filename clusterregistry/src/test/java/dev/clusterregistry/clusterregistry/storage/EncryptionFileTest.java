package dev.clusterregistry.clusterregistry.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.encryption.Seals;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionFileTest {
  private static final Path FILE = Path.of("keys.yaml");
  private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String HEAD =
      "kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\n";

  private static Seals parse(String text) {
    return EncryptionFile.parse(FILE, text.getBytes(UTF_8));
  }

  @Test
  void resourcesBecomePrefixesOfKeys() {
    Seals seals =
        parse(
            HEAD
                + """
                resources:
                - resources: [clusters.clusterregistry.k8s.io, namespaces]
                  providers:
                  - aesgcm: {keys: [{name: key1, secret: SECRET}, {name: key2, secret: SECRET}]}
                  - identity: {}
                - resources: ["*.rbac.authorization.k8s.io", "*."]
                  providers: [{aescbc: {keys: [{name: key1, secret: SECRET}]}}]
                - resources: ["*.*"]
                  providers: [{identity: {}}]
                """
                    .replace("SECRET", SECRET));
    assertThat(seals.rules())
        .extracting(rule -> rule.prefixes() + " " + rule.seals())
        .containsExactly(
            "[/clusterregistry.k8s.io/clusters/, //namespaces/]"
                + " [aesgcm key \"key1\", aesgcm key \"key2\", identity]",
            "[/rbac.authorization.k8s.io/, //] [aescbc key \"key1\"]",
            "[/] [identity]");
    assertThat(seals.toString()).doesNotContain(SECRET);
  }

  @Test
  void theFormOfTheFirstRegistryIsRead() {
    assertThat(
            parse(
                    "kind: EncryptionConfig\napiVersion: v1\nresources:\n- resources: [a.b]\n"
                        + "  providers: [{identity: {}}]\n")
                .rules())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]|configuration.resources: Required value: at least one entry is needed",
        "[{resources: [a.b]}]|configuration.resources[0].providers: Required value",
        "[{providers: [{identity: {}}]}]|configuration.resources[0].resources: Required value",
        "[{resources: ['*'], providers: [{identity: {}}]}]|use '*.' to encrypt all the resources",
        "[{resources: [A.b], providers: [{identity: {}}]}]|should not contain capital letters",
        "[{resources: ['*.b', a.b], providers: [{identity: {}}]}]|this one is masked",
        "[{resources: ['a.*'], providers: [{identity: {}}]}]|stand for several resources",
        "[{resources: [a.b], providers: [{}]}]|does not contain any of the expected providers",
        "[{resources: [a.b], providers: [{identity: {}, aescbc: {keys: []}}]}]|more than one"
            + " provider",
        "[{resources: [a.b], providers: [{secretbox: {keys: []}}]}]|is not supported: this server",
        "[{resources: [a.b], providers: [{kms: {name: x}}]}]|is not supported: this server",
        "[{resources: [a.b], providers: [{aesgcm: {}}]}]|keys: Required value: at least one key",
        "[{resources: [a.b], providers: [{aesgcm: {keys: [{name: x}]}}]}]|a key needs a secret",
        "[{resources: [a.b], providers: [{aesgcm: {keys: [{name: x, secret: '?'}]}}]}]|must be"
            + " base64",
        "[{resources: [a.b], providers: [{aesgcm: {keys: [{name: x, secret: AAECAwQ=}]}}]}]|got 5,"
            + " expected",
        "[{resources: [a.b], provider: [{identity: {}}]}]|unknown field"
      })
  void whatIsWrongIsNamedWithItsPlace(String resources, String message) {
    assertThatThrownBy(() -> parse(HEAD + "resources: " + resources))
        .isInstanceOf(ProgramException.class)
        .hasMessageStartingWith("the encryption configuration keys.yaml is not valid: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("AAEC");
  }

  @Test
  void anotherKindIsRefused() {
    assertThatThrownBy(() -> parse("kind: Secret\napiVersion: v1\n"))
        .hasMessage(
            "the encryption configuration keys.yaml is not valid: kind must be"
                + " EncryptionConfiguration, and apiVersion apiserver.config.k8s.io/v1");
    assertThatThrownBy(() -> parse("secret: {" + SECRET))
        .hasMessageEndingWith("it is not valid YAML");
  }
}
