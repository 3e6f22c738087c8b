package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows the users of a CSV file by name and password: {@code password,user,uid} and optionally
 * groups. Of equal users the last row counts. The file is read again when it changes.
 */
public final class BasicFileAuthenticator implements Authenticator {
  private static final Result UNKNOWN = new Result.Rejected("wrong user name or password");

  private final ReloadedFile<Map<String, UserFile.Row>> users;

  /**
   * @throws IOException if the file cannot be read or has a row of fewer than three columns
   */
  public BasicFileAuthenticator(Path file) throws IOException {
    users = new ReloadedFile<>(file, contents -> read(file, contents));
  }

  private static Map<String, UserFile.Row> read(Path file, byte[] contents) throws IOException {
    Map<String, UserFile.Row> users = new HashMap<>();
    for (UserFile.Row row : UserFile.read("password", file, contents)) {
      users.put(row.user().user().name(), row);
    }
    return users;
  }

  @Override
  public Result authenticate(ApiRequest request) {
    String header = request.headers().get("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Result.NONE;
    }
    String credentials = decode(header.substring(6));
    int colon = credentials.indexOf(':');
    if (colon < 0) {
      return Result.NONE; // as in Go: no credentials at all
    }
    UserFile.Row row = users.current(request).get(credentials.substring(0, colon));
    TokenDigest password = TokenDigest.of(credentials.substring(colon + 1));
    return row != null && row.secret().equals(password) ? row.user() : UNKNOWN;
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** In the words of the first cluster registry. */
  @Override
  public String challenge() {
    return "Basic realm=\"kubernetes-master\"";
  }
}
