package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about tokens, by their digests. Good and bad ones are remembered apart, each
 * kind bounded, so that nobody can push the good ones out with tokens of their own making.
 */
public final class TokenMemory {
  private static final int GOOD = 8192;
  private static final int BAD = 2048;

  private record Remembered(Result result, Object basis, long untilMillis) {}

  private final ConcurrentHashMap<TokenDigest, Remembered> good = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<TokenDigest, Remembered> bad = new ConcurrentHashMap<>();

  /**
   * Null if nothing is known.
   *
   * @param basis what the result was found from: of another one nothing is known
   */
  @SuppressWarnings("ReferenceEquality") // an equal basis is another one
  public @Nullable Result recall(BearerToken token, Object basis, long nowMillis) {
    Remembered known = good.get(token.digest());
    if (known == null) {
      known = bad.get(token.digest());
    }
    return known != null && known.basis == basis && nowMillis <= known.untilMillis
        ? known.result
        : null;
  }

  public void keep(BearerToken token, Object basis, Result result, long untilMillis) {
    boolean known = result instanceof Result.Known;
    ConcurrentHashMap<TokenDigest, Remembered> map = known ? good : bad;
    if (map.size() >= (known ? GOOD : BAD)) {
      map.clear();
    }
    map.put(token.digest(), new Remembered(result, basis, untilMillis));
    if (!known) {
      good.remove(token.digest());
    }
  }
}
