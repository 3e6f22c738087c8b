package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows the bearer tokens of a CSV file: {@code token,user,uid} and optionally groups, quoted and
 * separated by commas. Rows without a token are skipped; of equal tokens the last row counts. The
 * file is read again when it changes.
 */
public final class TokenFileAuthenticator implements Authenticator {
  private static final Result UNKNOWN = new Result.Rejected("unknown bearer token");

  private final ReloadedFile<Map<TokenDigest, Result>> tokens;

  /**
   * @throws IOException if the file cannot be read or has a row of fewer than three columns
   */
  public TokenFileAuthenticator(Path file) throws IOException {
    tokens = new ReloadedFile<>(file, contents -> read(file, contents));
  }

  @Override
  public Result authenticate(ApiRequest request) {
    String token = BearerToken.of(request);
    if (token == null) {
      return Result.NONE;
    }
    return tokens.current(request).getOrDefault(TokenDigest.of(token), UNKNOWN);
  }

  private static Map<TokenDigest, Result> read(Path file, byte[] contents) throws IOException {
    Map<TokenDigest, Result> users = new HashMap<>();
    for (List<String> row : Csv.parse(new String(contents, StandardCharsets.UTF_8))) {
      if (row.size() < 3) {
        throw new IOException(
            "token file '"
                + file
                + "' must have at least 3 columns (token, user name, user uid), found "
                + row.size());
      }
      if (!row.get(0).isEmpty()) {
        List<String> groups = row.size() > 3 ? groups(row.get(3)) : List.of();
        User user = User.authenticated(row.get(1), row.get(2), groups, Map.of());
        users.put(TokenDigest.of(row.get(0)), new Result.Known(user));
      }
    }
    return users;
  }

  private static List<String> groups(String text) {
    List<String> groups = new ArrayList<>();
    for (String group : text.split(",", -1)) {
      if (!group.isBlank()) {
        groups.add(group.strip());
      }
    }
    return groups;
  }
}
