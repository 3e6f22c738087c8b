package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import dev.clusterregistry.apiserver.auth.cel.CelVariable;
import dev.clusterregistry.apiserver.auth.config.ConfigurationNode;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration.Hook;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a webhook of an AuthorizationConfiguration. What is wrong is said at the authorizer, one
 * level above, as Kubernetes has it.
 */
final class WebhookReader {
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration ALLOWED_REMEMBERED = Duration.ofMinutes(5);
  private static final Duration OTHERS_REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST_CONDITIONS = 64;
  private static final String IN_CLUSTER = "InClusterConfig";
  private static final String BY_FILE = "KubeConfigFile";

  private final ConfigurationNode hook;
  private final FieldPath path;
  private final List<FieldError> errors;

  WebhookReader(ConfigurationNode authorizer, ConfigurationNode hook) {
    this.hook = hook;
    this.path = authorizer.path();
    this.errors = authorizer.errors();
  }

  /** Null if something is wrong. */
  @Nullable Hook read() {
    int before = errors.size();
    hook.allow(
        "authorizedTTL",
        "cacheAuthorizedRequests",
        "unauthorizedTTL",
        "cacheUnauthorizedRequests",
        "timeout",
        "subjectAccessReviewVersion",
        "matchConditionSubjectAccessReviewVersion",
        "failurePolicy",
        "connectionInfo",
        "matchConditions");
    Duration timeout = timeout();
    Duration allowed = remembered("authorizedTTL", "cacheAuthorizedRequests", ALLOWED_REMEMBERED);
    Duration others = remembered("unauthorizedTTL", "cacheUnauthorizedRequests", OTHERS_REMEMBERED);
    String version = choice("subjectAccessReviewVersion", List.of("v1", "v1beta1"));
    conditionVersion();
    boolean denies = choice("failurePolicy", List.of("NoOpinion", "Deny")).equals("Deny");
    Path kubeconfig = kubeconfig();
    List<CelExpression> conditions = conditions();
    return errors.size() > before
        ? null
        : new Hook(
            kubeconfig,
            timeout,
            version,
            new WebhookAuthorizer.Memory(allowed, others),
            denies,
            conditions);
  }

  private Duration timeout() {
    Duration timeout = hook.duration("timeout", Duration.ZERO);
    if (timeout.isZero()) {
      errors.add(FieldError.required(path.child("timeout"), ""));
    } else if (timeout.isNegative() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      invalid("timeout", hook.text("timeout"), "must be > 0s and <= 30s");
    }
    return timeout;
  }

  private Duration remembered(String member, String whether, Duration otherwise) {
    Duration duration = hook.duration(member, otherwise);
    if (duration.isNegative()) {
      invalid(member, hook.text(member), "must be > 0s");
    }
    return hook.truth(whether, true) ? duration : Duration.ZERO;
  }

  private String choice(String member, List<String> known) {
    String text = hook.text(member);
    if (text.isEmpty()) {
      errors.add(FieldError.required(path.child(member), ""));
    } else if (!known.contains(text)) {
      errors.add(FieldError.notSupported(path.child(member), text, known));
    }
    return text;
  }

  private void conditionVersion() {
    String member = "matchConditionSubjectAccessReviewVersion";
    String text = hook.text(member);
    if (text.isEmpty() && !hook.tree().path("matchConditions").isEmpty()) {
      errors.add(
          FieldError.required(path.child(member), "required if match conditions are specified"));
    } else if (!text.isEmpty() && !text.equals("v1")) {
      errors.add(FieldError.notSupported(path.child(member), text, List.of("v1")));
    }
  }

  /** Null for the cluster of this pod, and if something is wrong. */
  private @Nullable Path kubeconfig() {
    ConfigurationNode info = hook.child("connectionInfo").allow("type", "kubeConfigFile");
    FieldPath at = path.child("connectionInfo");
    String type = info.text("type");
    String file = info.text("kubeConfigFile");
    switch (type) {
      case "" -> errors.add(FieldError.required(at.child("type"), ""));
      case BY_FILE -> {
        return file(at.child("kubeConfigFile"), file);
      }
      case IN_CLUSTER -> {
        if (!file.isEmpty()) {
          errors.add(
              FieldError.invalid(
                  at.child("kubeConfigFile"), file, "can only be set when type=KubeConfigFile"));
        }
      }
      default ->
          errors.add(FieldError.notSupported(at.child("type"), type, List.of(IN_CLUSTER, BY_FILE)));
    }
    return null;
  }

  private @Nullable Path file(FieldPath at, String name) {
    Path file = Path.of(name);
    if (name.isEmpty()) {
      errors.add(FieldError.required(at, ""));
    } else if (!file.isAbsolute()) {
      errors.add(FieldError.invalid(at, name, "must be an absolute path"));
    } else if (!Files.exists(file)) {
      String why = "error loading file: stat " + name + ": no such file or directory";
      errors.add(FieldError.invalid(at, name, why));
    } else if (!Files.isRegularFile(file)) {
      errors.add(FieldError.invalid(at, name, "must be a regular file"));
    } else {
      return file;
    }
    return null;
  }

  private List<CelExpression> conditions() {
    List<CelExpression> conditions = new ArrayList<>();
    int count = hook.tree().path("matchConditions").size();
    if (count > MOST_CONDITIONS) {
      errors.add(FieldError.tooMany(path.child("matchConditions"), count, MOST_CONDITIONS));
      return conditions;
    }
    Set<String> seen = new HashSet<>();
    ConfigurationNode above = new ConfigurationNode(hook.tree(), path, errors);
    for (ConfigurationNode each : above.items("matchConditions")) {
      String source = each.allow("expression").text("expression");
      if (source.isBlank()) {
        each.required("expression", "");
      } else if (!seen.add(source)) {
        errors.add(FieldError.duplicate(each.path().child("expression"), new StringNode(source)));
      } else {
        CelExpression condition =
            each.expression("expression", CelVariable.REQUEST, CelExpression.Wanted.TRUTH);
        if (condition != null) {
          conditions.add(condition);
        }
      }
    }
    return conditions;
  }

  private void invalid(String member, String value, String detail) {
    errors.add(FieldError.invalid(path.child(member), value, detail));
  }
}
