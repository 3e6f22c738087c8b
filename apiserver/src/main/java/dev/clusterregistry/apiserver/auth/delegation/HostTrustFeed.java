package dev.clusterregistry.apiserver.auth.delegation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clusterregistry.apiserver.auth.ClientAuthorities;
import dev.clusterregistry.apiserver.auth.Current;
import dev.clusterregistry.apiserver.auth.ProxyHeaders;
import dev.clusterregistry.apiserver.webhook.LineStream;
import dev.clusterregistry.apiserver.webhook.ObjectClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Follows the ConfigMap in which the host says whom to believe, by list and watch, on a thread of
 * its own. A host that cannot be reached is tried again without end. Contents that cannot be
 * understood, and a ConfigMap that goes, leave in force what was read last.
 */
public final class HostTrustFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostTrustFeed.class);
  private static final String NAME = "extension-apiserver-authentication";
  private static final String SHOWN = "configmap kube-system/" + NAME;

  /** By name, for that is all that the role which hosts have for this allows. */
  private static final String LIST =
      "/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3D" + NAME;

  /** A watch is opened anew so often, and so a connection that died unseen does no harm. */
  private static final Duration WATCH = Duration.ofSeconds(60);

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final ObjectClient host;
  private final Runnable changed;
  private final Thread thread;
  private JsonNode data = MissingNode.getInstance(); // of the feed's thread
  private volatile HostTrust trust = HostTrust.NOBODY;
  private volatile @Nullable String missing = SHOWN + " has not been read yet";

  /**
   * @param changed is run, on the feed's thread, when somebody else is believed
   */
  public HostTrustFeed(ObjectClient host, Runnable changed) {
    this.host = host;
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("host-trust").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Who vouch for users' certificates. */
  public Current<ClientAuthorities> clients() {
    return patience -> trust.clients();
  }

  /** Who vouch for proxies' certificates. */
  public Current<ClientAuthorities> proxies() {
    return patience -> trust.proxies();
  }

  /** In which headers a proxy names the user. */
  public Current<ProxyHeaders> headers() {
    return patience -> trust.headers();
  }

  /** Why nothing has been read so far; null for good once something has. */
  public @Nullable String missing() {
    return missing;
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        String revision = list();
        pause = FIRST_PAUSE_MILLIS;
        while (true) {
          revision = follow(revision);
          rest(FIRST_PAUSE_MILLIS);
        }
      } catch (IOException e) {
        if (!Thread.currentThread().isInterrupted()) {
          note(e);
          pause = rest(pause);
        }
      }
    }
  }

  private void note(IOException problem) {
    String text = String.valueOf(problem.getMessage());
    if (missing != null) {
      missing = text;
      LOG.warn("Nobody is believed yet: {}", text);
    } else {
      LOG.info("{} will be listed anew: {}", SHOWN, text);
    }
  }

  /** The next pause, longer than this one; not all replicas come back at once. */
  private static long rest(long millis) {
    try {
      Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Math.min(2 * millis, LONGEST_PAUSE_MILLIS);
  }

  private String list() throws IOException {
    JsonNode list = tree(host.get(LIST));
    JsonNode found = list.path("items").path(0);
    if (found.isObject()) {
      apply(found);
    } else if (missing != null) {
      missing = SHOWN + " does not exist";
      LOG.warn("Nobody is believed yet: {}", missing);
    }
    return revision(list);
  }

  /** Follows one watch to its end in order, and answers with the revision to go on from. */
  private String follow(String revision) throws IOException {
    String path =
        LIST
            + "&watch=true&allowWatchBookmarks=true&timeoutSeconds="
            + WATCH.toSeconds()
            + "&resourceVersion="
            + revision;
    String last = revision;
    try (LineStream lines = host.follow(path)) {
      for (String line = lines.next(WATCH.plus(GRACE));
          line != null;
          line = lines.next(WATCH.plus(GRACE))) {
        if (!line.isEmpty()) {
          last = event(tree(line));
        }
      }
    }
    return last;
  }

  private String event(JsonNode event) throws IOException {
    JsonNode object = event.path("object");
    switch (event.path("type").asString("")) {
      case "ADDED", "MODIFIED" -> apply(object);
      case "DELETED" -> LOG.warn("{} is gone; what it said last stays in force", SHOWN);
      case "BOOKMARK" -> LOG.trace("{}: nothing new", SHOWN);
      default -> throw new IOException("its watch ends: " + object.path("message").asString(""));
    }
    return revision(object);
  }

  private void apply(JsonNode configMap) {
    JsonNode said = configMap.path("data");
    if (missing == null && said.equals(data)) {
      return;
    }
    try {
      trust = HostTrust.of(said);
      data = said;
      missing = null;
      LOG.info("{} is in force, revision {}", SHOWN, revision(configMap));
      changed.run();
    } catch (IOException e) {
      LOG.warn("{} cannot be used: {}", SHOWN, e.getMessage());
      if (missing != null) {
        missing = SHOWN + " cannot be used: " + e.getMessage();
      }
    }
  }

  private static String revision(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asString("");
  }

  private static JsonNode tree(byte[] json) throws IOException {
    return tree(new String(json, UTF_8));
  }

  private static JsonNode tree(String json) throws IOException {
    try {
      return JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new IOException("the answer is not JSON");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    host.close();
  }
}
