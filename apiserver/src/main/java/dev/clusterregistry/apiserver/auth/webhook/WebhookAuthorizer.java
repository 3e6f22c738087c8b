package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.AccessRules;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a webhook whether a user may do something. Answers are remembered as long as the settings
 * say, those that allow apart from the others, so that nobody can push the former out. Without an
 * answer the webhook has no opinion, and an error that makes the request fail unless somebody else
 * allows it; nothing is remembered then.
 */
public final class WebhookAuthorizer implements Authorizer {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookAuthorizer.class);
  private static final int REMEMBERED = 8192;

  /** Longer questions are clients' inventions, and asked each time. */
  private static final int LONGEST = 10_000;

  private static final AccessRules UNKNOWN =
      new AccessRules(
          AccessRules.NONE.resources(),
          AccessRules.NONE.paths(),
          true,
          "webhook authorizer does not support user rule resolution");

  private final WebhookClient client;
  private final String apiVersion;
  private final long allowedMillis;
  private final long othersMillis;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Remembered> allowed = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Remembered> others = new ConcurrentHashMap<>();

  private record Remembered(Decision decision, long untilMillis) {}

  /**
   * How long answers are used again; zero for never.
   *
   * @param allowed of those that allow
   * @param others of those that do not
   */
  public record Memory(Duration allowed, Duration others) {}

  /**
   * @param version of authorization.k8s.io: v1 or v1beta1
   */
  public WebhookAuthorizer(
      WebhookClient client, String version, Memory memory, InstantSource clock) {
    this.client = client;
    this.apiVersion = "authorization.k8s.io/" + version;
    this.allowedMillis = memory.allowed().toMillis();
    this.othersMillis = memory.others().toMillis();
    this.clock = clock;
  }

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    String key = key(user, info);
    Decision known = recall(key);
    if (known != null && !patience.insists()) {
      return known;
    }
    patience.blocking();
    try {
      byte[] answer = client.post(SubjectAccessReview.question(apiVersion, user, info));
      Decision decision = SubjectAccessReview.decision(apiVersion, answer);
      if (decision == null) {
        return failed("the webhook's answer is no SubjectAccessReview of " + apiVersion);
      }
      keep(key, decision);
      return decision;
    } catch (IOException e) {
      return known != null ? known : failed(String.valueOf(e.getMessage()));
    }
  }

  private static Decision failed(String error) {
    LOG.warn("the authorization webhook gives no answer: {}", error);
    return new Decision.NoOpinion("", error);
  }

  @Override
  public AccessRules rules(User user, String namespace) {
    return UNKNOWN;
  }

  /** Everything that the webhook is told. No part can be taken for another. */
  private static String key(User user, RequestInfo info) {
    StringBuilder key = new StringBuilder(256);
    part(key, info.verbText());
    if (info.isResource()) {
      part(part(part(key.append('r'), info.group()), info.version()), info.resource());
      part(part(part(key, info.subresource()), info.namespace()), info.name());
      part(part(key, info.fieldSelector().toString()), info.labelSelector().toString());
    } else {
      part(key.append('p'), info.path());
    }
    part(part(key, user.name()), user.uid());
    user.groups().forEach(group -> part(key, group));
    user.extra().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              part(key.append('x'), entry.getKey());
              entry.getValue().forEach(value -> part(key, value));
            });
    return key.toString();
  }

  private static StringBuilder part(StringBuilder key, String text) {
    return key.append(text.length()).append(':').append(text);
  }

  private @Nullable Decision recall(String key) {
    Remembered known = allowed.get(key);
    if (known == null) {
      known = others.get(key);
    }
    return known != null && clock.millis() < known.untilMillis() ? known.decision() : null;
  }

  private void keep(String key, Decision decision) {
    boolean good = decision instanceof Decision.Allow;
    long millis = good ? allowedMillis : othersMillis;
    (good ? others : allowed).remove(key);
    if (millis <= 0 || key.length() > LONGEST) {
      return;
    }
    ConcurrentHashMap<String, Remembered> map = good ? allowed : others;
    if (map.size() >= REMEMBERED) {
      map.clear();
    }
    map.put(key, new Remembered(decision, clock.millis() + millis));
  }
}
