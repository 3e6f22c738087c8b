package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.token.IssuedToken;
import dev.clusterregistry.clusterregistry.token.LockedTokenBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what was issued. */
@Command(
    name = "list",
    description = {
      "Lists the tokens that were issued and have not expired long ago. The tokens themselves are"
          + " kept nowhere."
    },
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class TokenListCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of("ID", "USER", "GROUPS", "ISSUED", "EXPIRES", "STATE");

  @Mixin TokenFlags tokens = new TokenFlags();

  @Override
  public Integer call() {
    Instant now = Instant.now();
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    for (IssuedToken token : LockedTokenBook.read(tokens.file()).tokens()) {
      rows.add(
          List.of(
              token.id(),
              token.user(),
              token.groups().isEmpty() ? "-" : String.join(",", token.groups()),
              token.notBefore().toString(),
              token.expires().toString(),
              state(token, now)));
    }
    print(rows);
    return 0;
  }

  private static String state(IssuedToken token, Instant now) {
    if (token.revoked() != null) {
      return "revoked";
    }
    return token.expires().isAfter(now) ? "good" : "expired";
  }

  private void print(List<List<String>> rows) {
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 3);
      }
      tokens.out().println(line.toString().stripTrailing());
    }
  }
}
