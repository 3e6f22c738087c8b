package dev.clusterregistry.apiserver.auth.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import dev.clusterregistry.apiserver.webhook.DocumentClient;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of an issuer, from the address that its discovery document names. Fetched when they are
 * first needed, when they are old, and when a token is of none of them; never more often than the
 * issuer can bear, whatever tokens arrive.
 *
 * <p>The lock is held while the issuer is asked: all who need the keys wait for one answer, on
 * virtual threads.
 */
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final long OLD_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long SHORTEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int DOUBLINGS = 6;

  /**
   * @param text as the issuer sent it: keys that did not change stay the same object
   */
  private record State(JWKSet keys, String text, long fetchedNanos) {}

  private final IssuerSettings settings;
  private final DocumentClient documents;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable State state;
  private long nextNanos = System.nanoTime(); // guarded by asking, as is failures
  private int failures;

  IssuerKeys(IssuerSettings settings, DocumentClient documents) {
    this.settings = settings;
    this.documents = documents;
  }

  /** What is known and not old, or null. */
  @Nullable JWKSet recent() {
    State now = state;
    return now != null && System.nanoTime() - now.fetchedNanos < OLD_NANOS ? now.keys : null;
  }

  /**
   * The keys; old ones if the issuer cannot be asked.
   *
   * @throws IOException if there are none
   */
  JWKSet current() throws IOException {
    JWKSet recent = recent();
    return recent != null ? recent : renewed(null);
  }

  /**
   * The keys after another look, if one is due: of one of these a token may be.
   *
   * @param seen keys that are not enough; null if any will do that are not old
   */
  @SuppressWarnings("ReferenceEquality") // keys that did not change are the same object
  JWKSet renewed(@Nullable JWKSet seen) throws IOException {
    asking.lock();
    try {
      JWKSet recent = recent();
      if (recent != null && recent != seen) {
        return recent; // somebody else has asked meanwhile
      }
      State now = state;
      if (System.nanoTime() - nextNanos < 0) {
        return known(now, "was asked a moment ago");
      }
      try {
        State fresh = fetch(now);
        state = fresh;
        failures = 0;
        nextNanos = System.nanoTime() + SHORTEST_PAUSE_NANOS;
        return fresh.keys;
      } catch (IOException e) {
        nextNanos = System.nanoTime() + (SHORTEST_PAUSE_NANOS << Math.min(failures++, DOUBLINGS));
        LOG.warn("The keys of issuer {} cannot be fetched: {}", settings.url(), e.getMessage());
        return known(now, "cannot be asked");
      }
    } finally {
      asking.unlock();
    }
  }

  private JWKSet known(@Nullable State now, String why) throws IOException {
    if (now == null) {
      throw new IOException(
          "issuer " + settings.url() + " " + why + ", and its keys are not known");
    }
    return now.keys;
  }

  private State fetch(@Nullable State old) throws IOException {
    String text = new String(documents.get(keysUrl()), StandardCharsets.UTF_8);
    if (old != null && old.text.equals(text)) {
      return new State(old.keys, text, System.nanoTime());
    }
    try {
      JWKSet keys = JWKSet.parse(text);
      LOG.info("Issuer {} has {} keys", settings.url(), keys.getKeys().size());
      return new State(keys, text, System.nanoTime());
    } catch (ParseException e) {
      throw new IOException("they are no key set");
    }
  }

  private URI keysUrl() throws IOException {
    try {
      JsonNode discovery =
          JsonMapper.shared().readTree(documents.get(new URI(settings.discoveryUrl())));
      if (!discovery.path("issuer").asString("").equals(settings.url())) {
        throw new IOException("the discovery document is of another issuer");
      }
      URI url = new URI(discovery.path("jwks_uri").asString(""));
      if (!"https".equals(url.getScheme())) {
        throw new IOException("jwks_uri is no https URL");
      }
      return url;
    } catch (JacksonException | URISyntaxException e) {
      throw new IOException("the discovery document is none");
    }
  }
}
