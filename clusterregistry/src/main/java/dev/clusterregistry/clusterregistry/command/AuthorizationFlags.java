package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.standalone.AuthorizationMode;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.AccessWebhook;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Authorization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may do what. */
final class AuthorizationFlags {
  @Option(
      names = "--authorization-mode",
      paramLabel = "MODE",
      split = ",",
      description =
          "Who decides what users may do, in this order: RBAC (roles and bindings), Webhook,"
              + " AlwaysAllow, AlwaysDeny (default RBAC). Members of system:masters may do"
              + " everything.")
  @Nullable List<String> modes;

  @Option(
      names = "--authorization-config",
      paramLabel = "FILE",
      description =
          "A file of kind AuthorizationConfiguration (apiserver.config.k8s.io) that says who decides"
              + " what users may do, webhooks with their conditions too; read again when it changes.")
  @Nullable Path configuration;

  @Option(
      names = "--authorization-always-allow",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Whether everybody may do everything, which takes precedence over any mode. On a reachable"
              + " address that gives the registry away (default false).")
  boolean alwaysAllow;

  @Option(
      names = "--authorization-webhook",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description = "The same as --authorization-mode Webhook (default false).")
  boolean webhook;

  @Option(
      names = "--authorization-webhook-config-file",
      paramLabel = "FILE",
      description =
          "A kubeconfig that says where to ask what users may do, by SubjectAccessReview; needed by"
              + " the mode Webhook.")
  @Nullable Path webhookConfig;

  @Option(
      names = "--authorization-webhook-version",
      paramLabel = "v1|v1beta1",
      description = "Version of SubjectAccessReview to ask with (default v1beta1).")
  String webhookVersion = "v1beta1";

  @Option(
      names = "--authorization-webhook-cache-authorized-ttl",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long answers that allow are used again (default 0s: never).")
  Duration allowedRemembered = Duration.ZERO;

  @Option(
      names = "--authorization-webhook-cache-unauthorized-ttl",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long answers that do not allow are used again (default 0s: never).")
  Duration othersRemembered = Duration.ZERO;

  @Option(
      names = "--filtered-lists",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Whether a user who may not list or watch is shown the objects that they may get, instead"
              + " of being refused; follows changes of roles and bindings (default false).")
  boolean filteredLists;

  /**
   * @throws ProgramException if a mode is unknown, given twice, or lacks what it needs
   */
  Authorization settings() {
    if (configuration != null) {
      if (modes != null || alwaysAllow || webhook || webhookConfig != null) {
        throw new ProgramException(
            "--authorization-config can not be specified when --authorization-mode or"
                + " --authorization-webhook-* flags are defined");
      }
      return new Authorization(List.of(), null, configuration, filteredLists);
    }
    List<AuthorizationMode> chosen =
        alwaysAllow ? List.of(AuthorizationMode.ALWAYS_ALLOW) : modes();
    if (!webhookVersion.equals("v1") && !webhookVersion.equals("v1beta1")) {
      throw new ProgramException(
          "--authorization-webhook-version must be v1 or v1beta1, not " + webhookVersion);
    }
    boolean asked = chosen.contains(AuthorizationMode.WEBHOOK);
    if (asked && webhookConfig == null) {
      throw new ProgramException(
          "webhook configuration file not provided; name it with"
              + " --authorization-webhook-config-file");
    }
    if (!asked && webhookConfig != null && !alwaysAllow) {
      throw new ProgramException(
          "--authorization-webhook-config-file has no effect without --authorization-mode Webhook");
    }
    if (filteredLists
        && (!chosen.contains(AuthorizationMode.RBAC)
            || chosen.contains(AuthorizationMode.WEBHOOK))) {
      throw new ProgramException(
          "--filtered-lists needs --authorization-mode RBAC, without Webhook: nobody but roles and"
              + " bindings can say what was allowed at a revision");
    }
    return new Authorization(
        chosen,
        asked && webhookConfig != null
            ? new AccessWebhook(webhookConfig, webhookVersion, allowedRemembered, othersRemembered)
            : null,
        null,
        filteredLists);
  }

  private List<AuthorizationMode> modes() {
    List<AuthorizationMode> chosen = new ArrayList<>();
    for (String name : modes == null ? List.of(webhook ? "Webhook" : "RBAC") : modes) {
      AuthorizationMode mode = AuthorizationMode.of(name.strip());
      if (mode == null) {
        throw new ProgramException(
            "--authorization-mode: unknown mode "
                + name.strip()
                + "; known are "
                + AuthorizationMode.names());
      }
      if (chosen.contains(mode)) {
        throw new ProgramException("--authorization-mode: " + mode.text() + " is given twice");
      }
      chosen.add(mode);
    }
    if (webhook && !chosen.contains(AuthorizationMode.WEBHOOK)) {
      throw new ProgramException("--authorization-webhook contradicts --authorization-mode");
    }
    return List.copyOf(chosen);
  }
}
