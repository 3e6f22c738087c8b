package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.http.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows the bearer tokens of a CSV file: {@code token,user,uid} and optionally groups, quoted and
 * separated by commas. Rows without a token are skipped; of equal tokens the last row counts. The
 * file is read again when it changes.
 */
public final class TokenFileAuthenticator implements TokenAuthenticator {
  private final ReloadedFile<Map<TokenDigest, Result>> tokens;

  /**
   * @throws IOException if the file cannot be read or has a row of fewer than three columns
   */
  public TokenFileAuthenticator(Path file) throws IOException {
    tokens = new ReloadedFile<>(file, contents -> read(file, contents));
  }

  @Override
  public Result authenticate(BearerToken token, Patience patience) {
    return tokens.current(patience).getOrDefault(token.digest(), Result.NONE);
  }

  private static Map<TokenDigest, Result> read(Path file, byte[] contents) throws IOException {
    Map<TokenDigest, Result> users = new HashMap<>();
    for (UserFile.Row row : UserFile.read("token", file, contents)) {
      users.put(row.secret(), row.user());
    }
    return users;
  }
}
