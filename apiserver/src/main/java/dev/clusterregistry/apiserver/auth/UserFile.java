package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows of a CSV file {@code secret,user,uid} and optionally groups, quoted and separated by commas.
 */
final class UserFile {

  /** One row. */
  record Row(TokenDigest secret, Authenticator.Result.Known user) {}

  private UserFile() {}

  /**
   * Rows without a secret are skipped.
   *
   * @param what the file and its secret are called, such as token
   * @throws IOException if a row has fewer than three columns
   */
  static List<Row> read(String what, Path file, byte[] contents) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (List<String> row : Csv.parse(new String(contents, StandardCharsets.UTF_8))) {
      if (row.size() < 3) {
        throw new IOException(
            what
                + " file '"
                + file
                + "' must have at least 3 columns ("
                + what
                + ", user name, user uid), found "
                + row.size());
      }
      if (!row.get(0).isEmpty()) {
        List<String> groups = row.size() > 3 ? groups(row.get(3)) : List.of();
        User user = User.authenticated(row.get(1), row.get(2), groups, Map.of());
        rows.add(new Row(TokenDigest.of(row.get(0)), new Authenticator.Result.Known(user)));
      }
    }
    return rows;
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
