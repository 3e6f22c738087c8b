package dev.clusterregistry.apiserver.auth.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a token that was issued; the token itself is not.
 *
 * @param id by which it is revoked
 * @param uid empty if none
 * @param keyId of the key that signed it
 * @param notBefore in whole seconds, as is {@code expires}
 * @param revoked null if it is not
 */
public record IssuedToken(
    String id,
    String user,
    String uid,
    List<String> groups,
    String keyId,
    Instant notBefore,
    Instant expires,
    @Nullable Instant revoked) {

  public IssuedToken {
    groups = List.copyOf(groups);
  }

  IssuedToken revokedAt(Instant time) {
    return new IssuedToken(id, user, uid, groups, keyId, notBefore, expires, time);
  }
}
