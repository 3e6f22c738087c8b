package dev.clusterregistry.apiserver.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationFileTest {
  private static final String GOOD =
      """
      jwt:
      - issuer: {url: "https://a.example.org", audiences: [x]}
        claimMappings: {username: {claim: sub, prefix: ""}}
      """;

  private static AuthenticationConfiguration read(String version, String yaml) throws IOException {
    String head =
        "kind: AuthenticationConfiguration\napiVersion: apiserver.config.k8s.io/" + version + "\n";
    return ConfigurationFile.read((head + yaml).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1", "v1alpha1"})
  void everyVersionSaysTheSame(String version) throws IOException {
    AuthenticationConfiguration configuration =
        read(
            version,
            GOOD + "anonymous: {enabled: true, conditions: [{path: /livez}, {path: /readyz}]}\n");
    assertThat(configuration.issuers().get(0).discoveryUrl())
        .isEqualTo("https://a.example.org/.well-known/openid-configuration");
    assertThat(configuration.anonymous())
        .isEqualTo(new AuthenticationConfiguration.Anonymous(true, Set.of("/livez", "/readyz")));
  }

  @Test
  void nothingConfiguredIsFine() throws IOException {
    assertThat(read("v1", "").issuers()).isEmpty();
    assertThat(read("v1", "").anonymous()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"https://a.example.org\"|\"http://a\"|jwt[0].issuer.url: Invalid value: \"http://a\": URL scheme must be https",
        "\"https://a.example.org\"|\"\"|jwt[0].issuer.url: Required value",
        "\"https://a.example.org\"|\"https://u:p@a\"|URL must not contain a username or password",
        "\"https://a.example.org\"|\"https://a?b\"|URL must not contain a query",
        "\"https://a.example.org\"|\"https://a#b\"|URL must not contain a fragment",
        "audiences: [x]|audiences: []|jwt[0].issuer.audiences: Required value: at least one jwt[0].issuer.audiences is required",
        "audiences: [x]|audiences: [x, y]|audienceMatchPolicy must be MatchAny for multiple audiences",
        "audiences: [x]|audiences: [x], audienceMatchPolicy: All|audienceMatchPolicy must be empty or MatchAny for single audience",
        "audiences: [x]|audiences: [x], certificateAuthority: x|jwt[0].issuer.certificateAuthority: Invalid value: \"<omitted>\"",
        "audiences: [x]|audiences: [x], discoveryURL: \"https://a.example.org/\"|discoveryURL must be different from URL",
        "audiences: [x]|audiences: [x], audience: x|unknown field",
        ", prefix: \"\"}}|}}|jwt[0].claimMappings.username.prefix: Required value: prefix is required when claim is set",
        "{claim: sub, prefix: \"\"}|{}|jwt[0].claimMappings.username: Required value: claim or expression is required",
        "{claim: sub, prefix: \"\"}|{claim: sub, expression: \"claims.sub\"}|claim and expression can't both be set",
        "{claim: sub, prefix: \"\"}|{expression: \"claims.\"}|jwt[0].claimMappings.username.expression: Invalid value: \"claims.\": compilation failed",
        "{claim: sub, prefix: \"\"}|{expression: \"1\"}|must evaluate to string",
        "{claim: sub, prefix: \"\"}|{expression: \"claims.email\"}|claims.email_verified must be used",
        "{claim: sub, prefix: \"\"}}|{claim: sub, prefix: \"\"}, extra: [{key: a, valueExpression: \"''\"}]}|must be a domain-prefixed path",
        "{claim: sub, prefix: \"\"}}|{claim: sub, prefix: \"\"}, extra: [{key: k8s.io/a, valueExpression: \"''\"}]}|reserved for Kubernetes use",
        "{claim: sub, prefix: \"\"}}|{claim: sub, prefix: \"\"}, extra: [{key: A.io/a, valueExpression: \"''\"}]}|must be lowercase",
        "{username: {claim: sub, prefix: \"\"}}|{username: {claim: sub, prefix: \"\"}}, claimValidationRules: [{}]|claim or expression is required",
      })
  void whatIsWrongIsNamed(String replaced, String by, String problem) {
    String yaml =
        by.contains("claimValidationRules")
            ? GOOD + "  claimValidationRules: [{}]\n"
            : GOOD.replace(replaced, by);
    assertThatThrownBy(() -> read("v1", yaml))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user.name == 'x'|undefined field 'name'",
        "user.groups.all(g, g == 1)|found no matching overload for '_==_'",
        "user.extra['a'] == 'b'|found no matching overload for '_==_'",
        "claims.sub == 'x'|undeclared reference to 'claims'",
      })
  void membersOfTheUserAreKnown(String expression, String problem) throws IOException {
    String rules = "  userValidationRules: [{expression: \"%s\"}]\n";
    assertThat(read("v1", GOOD + rules.formatted("user.username != ''")).issuers()).hasSize(1);
    assertThatThrownBy(() -> read("v1", GOOD + rules.formatted(expression)))
        .hasMessageContaining("jwt[0].userValidationRules[0].expression: Invalid value: ")
        .hasMessageContaining("compilation failed: ")
        .hasMessageContaining(problem);
  }

  @Test
  void aMisspeltRuleIsNotSilentlyIgnored() {
    assertThatThrownBy(() -> read("v1", GOOD + "  userValidationRule: []\n"))
        .hasMessageContaining("userValidationRule");
    assertThatThrownBy(() -> read("v2", GOOD)).hasMessageContaining("apiVersion");
    assertThatThrownBy(() -> read("v1", GOOD + "anonymous: {conditions: [{path: /x}]}\n"))
        .hasMessageContaining("enabled should be set to true when conditions are defined");
    assertThatThrownBy(() -> read("v1", GOOD + GOOD.replace("jwt:\n", "")))
        .hasMessageContaining("jwt[1].issuer.url: Duplicate value: \"https://a.example.org\"");
  }
}
