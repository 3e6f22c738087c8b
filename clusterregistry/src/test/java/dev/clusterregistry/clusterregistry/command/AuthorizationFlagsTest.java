package dev.clusterregistry.clusterregistry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.standalone.AuthorizationMode;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Authorization;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AuthorizationFlagsTest {

  @Command
  static final class Flagged {
    @Mixin AuthorizationFlags flags = new AuthorizationFlags();
  }

  private static Authorization parse(String... arguments) {
    Flagged command = new Flagged();
    new CommandLine(command).parseArgs(arguments);
    return command.flags.settings();
  }

  @Test
  void rolesDecideUnlessSaidOtherwise() {
    assertThat(parse().modes()).containsExactly(AuthorizationMode.RBAC);
    assertThat(parse("--authorization-always-allow=false").modes())
        .containsExactly(AuthorizationMode.RBAC);
    assertThat(parse("--authorization-always-allow").modes())
        .containsExactly(AuthorizationMode.ALWAYS_ALLOW);
    assertThat(parse("--authorization-mode=AlwaysDeny,RBAC").modes())
        .containsExactly(AuthorizationMode.ALWAYS_DENY, AuthorizationMode.RBAC);
  }

  @Test
  void theFirstRegistrysWebhookFlagsKeepTheirMeaning() {
    Authorization settings =
        parse(
            "--authorization-webhook",
            "--authorization-webhook-config-file=hook.yaml",
            "--authorization-webhook-cache-authorized-ttl=10s");
    assertThat(settings.modes()).containsExactly(AuthorizationMode.WEBHOOK);
    assertThat(Objects.requireNonNull(settings.webhook()).version()).isEqualTo("v1beta1");
    assertThat(settings.webhook().allowedRemembered()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.webhook().othersRemembered()).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--authorization-mode=ABAC|unknown mode ABAC; known are RBAC, Webhook, AlwaysAllow, AlwaysDeny",
        "--authorization-mode=RBAC,RBAC|RBAC is given twice",
        "--authorization-mode=Webhook|webhook configuration file not provided",
        "--authorization-webhook|webhook configuration file not provided",
        "--authorization-webhook-config-file=a|has no effect without --authorization-mode Webhook",
        "--authorization-always-allow --filtered-lists|--filtered-lists needs --authorization-mode RBAC",
        "--authorization-mode=RBAC,Webhook --authorization-webhook-config-file=a --filtered-lists|--filtered-lists needs",
        "--authorization-config=a --authorization-mode=RBAC|--authorization-config can not be specified when --authorization-mode or --authorization-webhook-* flags are defined",
        "--authorization-webhook-version=v2|must be v1 or v1beta1, not v2"
      })
  void whatCannotBeMeantIsRefused(String flags, String message) {
    assertThatThrownBy(() -> parse(flags.split(" ")))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
