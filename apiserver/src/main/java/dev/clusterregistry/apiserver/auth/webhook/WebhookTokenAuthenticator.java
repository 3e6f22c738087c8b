package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.auth.TokenAuthenticator;
import dev.clusterregistry.apiserver.auth.TokenDigest;
import dev.clusterregistry.apiserver.auth.TokenMemory;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a webhook who the bearer of a token is. Its answers, good and bad, are remembered for a
 * while; while one asks about a token the others wait for that answer. Without an answer the token
 * is rejected, and nothing is remembered.
 */
public final class WebhookTokenAuthenticator implements TokenAuthenticator {
  private final WebhookClient client;
  private final String apiVersion;
  private final long rememberedMillis;
  private final InstantSource clock;
  private final TokenMemory memory = new TokenMemory();
  private final ConcurrentHashMap<TokenDigest, CompletableFuture<Result>> asking =
      new ConcurrentHashMap<>();

  /**
   * @param version of authentication.k8s.io: v1 or v1beta1
   * @param remembered how long answers are used again; zero for never
   */
  public WebhookTokenAuthenticator(
      WebhookClient client, String version, Duration remembered, InstantSource clock) {
    this.client = client;
    this.apiVersion = "authentication.k8s.io/" + version;
    this.rememberedMillis = remembered.toMillis();
    this.clock = clock;
  }

  @Override
  public Result authenticate(BearerToken token, Patience patience) {
    Result known = memory.recall(token, this, clock.millis());
    if (known != null && !patience.insists()) {
      return known;
    }
    patience.blocking();
    CompletableFuture<Result> own = new CompletableFuture<>();
    CompletableFuture<Result> others = asking.putIfAbsent(token.digest(), own);
    if (others != null) {
      return others.join();
    }
    Result result = new Result.Rejected("the webhook was not asked");
    try {
      result = ask(token, known);
      return result;
    } finally {
      asking.remove(token.digest());
      own.complete(result);
    }
  }

  /**
   * @param known what is remembered, for as long as nobody says something else
   */
  private Result ask(BearerToken token, @Nullable Result known) {
    try {
      byte[] answer = client.post(TokenReview.question(apiVersion, token.text()));
      Result result = TokenReview.result(apiVersion, answer);
      if (result == null) {
        return new Result.Rejected("the webhook's answer is no TokenReview of " + apiVersion);
      }
      if (rememberedMillis > 0) {
        memory.keep(token, this, result, clock.millis() + rememberedMillis);
      }
      return result;
    } catch (IOException e) {
      return known != null ? known : new Result.Rejected(String.valueOf(e.getMessage()));
    }
  }
}
