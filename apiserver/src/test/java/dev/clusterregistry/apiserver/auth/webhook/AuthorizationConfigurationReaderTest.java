package dev.clusterregistry.apiserver.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration.Hook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthorizationConfigurationReaderTest {
  private static final List<String> TYPES = List.of("AlwaysAllow", "AlwaysDeny", "RBAC", "Webhook");

  @TempDir Path folder;

  private static AuthorizationConfiguration read(String version, String authorizers)
      throws IOException {
    String text =
        "apiVersion: apiserver.config.k8s.io/%s\nkind: AuthorizationConfiguration\nauthorizers: %s\n"
            .formatted(version, authorizers);
    return AuthorizationConfigurationReader.read(text.getBytes(StandardCharsets.UTF_8), TYPES);
  }

  private String hook(String members) throws IOException {
    Path file = Files.writeString(folder.resolve("hook.yaml"), "");
    return "[{type: Webhook, name: hook, webhook: {timeout: 3s, subjectAccessReviewVersion: v1,"
        + " failurePolicy: Deny, connectionInfo: {type: KubeConfigFile, kubeConfigFile: "
        + file
        + "}"
        + members
        + "}}]";
  }

  @Test
  void authorizersAreReadInTheirOrderWithKubernetesDefaults() throws IOException {
    String rest = "{type: RBAC, name: rbac}]";
    String all = hook("").replaceAll("]$", ", " + rest);
    for (String version : List.of("v1", "v1beta1")) {
      AuthorizationConfiguration read = read(version, all);
      assertThat(read.authorizers())
          .extracting(AuthorizationConfiguration.Configured::type)
          .containsExactly("Webhook", "RBAC");
      Hook hook = Objects.requireNonNull(read.authorizers().get(0).webhook());
      assertThat(hook.timeout()).isEqualTo(Duration.ofSeconds(3));
      assertThat(hook.denies()).isTrue();
      assertThat(hook.memory())
          .isEqualTo(new WebhookAuthorizer.Memory(Duration.ofMinutes(5), Duration.ofSeconds(30)));
    }
    String forgetful = ", cacheAuthorizedRequests: false, unauthorizedTTL: 1m";
    Hook hook = Objects.requireNonNull(read("v1", hook(forgetful)).authorizers().get(0).webhook());
    assertThat(hook.memory())
        .isEqualTo(new WebhookAuthorizer.Memory(Duration.ZERO, Duration.ofMinutes(1)));
  }

  @Test
  void aWebhookMayBeTheApiServerOfThePodsCluster() throws IOException {
    String inCluster = hook("").replaceAll("type: KubeConfigFile[^}]*", "type: InClusterConfig");
    Hook hook = Objects.requireNonNull(read("v1", inCluster).authorizers().get(0).webhook());
    assertThat(hook.kubeconfig()).isNull();
    assertThatThrownBy(() -> ConfiguredWebhook.of(hook, InstantSource.system()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unable to load in-cluster configuration");
    String both = hook("").replace("type: KubeConfigFile", "type: InClusterConfig");
    assertThatThrownBy(() -> read("v1", both))
        .hasMessageContaining("kubeConfigFile: Invalid value")
        .hasMessageContaining("can only be set when type=KubeConfigFile");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|authorizers: Required value: at least one authorization mode must be defined",
        "[{name: a}]|authorizers[0].type: Required value",
        "[{type: ABAC, name: a}]|authorizers[0].type: Unsupported value: \"ABAC\": supported values: \"AlwaysAllow\", \"AlwaysDeny\", \"RBAC\", \"Webhook\"",
        "[{type: RBAC, name: a}, {type: RBAC, name: b}]|authorizers[1].type: Duplicate value: \"RBAC\"",
        "[{type: RBAC}]|authorizers[0].name: Required value",
        "[{type: RBAC, name: a}, {type: AlwaysDeny, name: a}]|authorizers[1].name: Duplicate value: \"a\"",
        "[{type: RBAC, name: A}]|authorizers[0].name: Invalid value: \"A\": authorizer name is invalid: a lowercase RFC 1123 subdomain",
        "[{type: RBAC, name: a, webhook: {}}]|authorizers[0].webhook: Invalid value: \"non-null\": may only be specified when type=Webhook",
        "[{type: Webhook, name: a}]|authorizers[0].webhook: Required value: required when type=Webhook",
        "[{type: Webhook, name: a, webhook: {}}]|authorizers[0].timeout: Required value",
        "[{type: Webhook, name: a, webhook: {}}]|authorizers[0].subjectAccessReviewVersion: Required value",
        "[{type: Webhook, name: a, webhook: {}}]|authorizers[0].failurePolicy: Required value",
        "[{type: Webhook, name: a, webhook: {}}]|authorizers[0].connectionInfo.type: Required value",
        "[{type: Webhook, name: a, webhook: {timeout: 31s}}]|authorizers[0].timeout: Invalid value: \"31s\": must be > 0s and <= 30s",
        "[{type: Webhook, name: a, webhook: {authorizedTTL: -1s}}]|authorizers[0].authorizedTTL: Invalid value: \"-1s\": must be > 0s",
        "[{type: Webhook, name: a, webhook: {subjectAccessReviewVersion: v2}}]|authorizers[0].subjectAccessReviewVersion: Unsupported value: \"v2\": supported values: \"v1\", \"v1beta1\"",
        "[{type: Webhook, name: a, webhook: {failurePolicy: Allow}}]|authorizers[0].failurePolicy: Unsupported value: \"Allow\": supported values: \"NoOpinion\", \"Deny\"",
        "[{type: Webhook, name: a, webhook: {connectionInfo: {type: KubeConfigFile, kubeConfigFile: a}}}]|authorizers[0].connectionInfo.kubeConfigFile: Invalid value: \"a\": must be an absolute path",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: 'true'}]}}]|authorizers[0].matchConditionSubjectAccessReviewVersion: Required value: required if match conditions are specified",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: ' '}]}}]|authorizers[0].matchConditions[0].expression: Required value",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: 'true'}, {expression: 'true'}]}}]|authorizers[0].matchConditions[1].expression: Duplicate value: \"true\"",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: request.user.startsWith(}]}}]|authorizers[0].matchConditions[0].expression: Invalid value: \"request.user.startsWith(\": compilation failed",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: '1'}]}}]|must evaluate to bool",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: request.usr == ''}]}}]|compilation failed: ERROR: <input>:1:8: undefined field 'usr'",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: request.resourceAttributes.nothing == ''}]}}]|undefined field 'nothing'",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: has(request.resourceAttribute)}]}}]|undefined field 'resourceAttribute'",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: 'request.resourceAttributes.labelSelector.requirements.all(r, r.kee == \"\")'}]}}]|undefined field 'kee'",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: request.groups == 1}]}}]|found no matching overload for '_==_'",
        "[{type: Webhook, name: a, webhook: {matchConditions: [{expression: object.user == ''}]}}]|undeclared reference to 'object'",
        "[{type: RBAC, name: a, nmae: b}]|unknown field"
      })
  void whatIsWrongIsSaidInKubernetesWords(String authorizers, String message) {
    assertThatThrownBy(() -> read("v1", authorizers))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void otherKindsAndVersionsAreRefused() {
    assertThatThrownBy(() -> read("v2", "[{type: RBAC, name: a}]"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("AuthorizationConfiguration");
  }
}
