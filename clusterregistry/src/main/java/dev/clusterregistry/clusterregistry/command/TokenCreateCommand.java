package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.token.TokenBook;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.token.LockedTokenBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Issues a token. */
@Command(
    name = "create",
    description = {
      "Signs a token and prints it, and nothing else, to standard output: this is the only time that"
          + " it is seen. A key that is older than 90 days is replaced first; tokens that older keys"
          + " have signed stay good."
    },
    optionListHeading = "%nFlags:%n",
    footerHeading = "%nExample:%n",
    footer = {
      "  clusterregistry token create --user ci --group registry-writers --duration 720h > ci.token",
      "  kubectl --server https://127.0.0.1:8443 --certificate-authority ca.crt \\",
      "      --token \"$(cat ci.token)\" get clusters"
    },
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class TokenCreateCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration KEY_AGE = Duration.ofDays(90);

  @Mixin TokenFlags tokens = new TokenFlags();

  @Option(names = "--user", required = true, paramLabel = "NAME", description = "Who it is for.")
  String user = "";

  @Option(names = "--uid", paramLabel = "UID", description = "The user's uid (default none).")
  String uid = "";

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "A group that the user is a member of. May be given several times.")
  List<String> groups = List.of();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long it is good: from 1m to 8784h, a year (default 24h).")
  Duration duration = Duration.ofHours(24);

  @Override
  public Integer call() {
    check();
    Instant now = Instant.now();
    TokenBook.Issue issue;
    try (LockedTokenBook book = LockedTokenBook.open(tokens.file())) {
      issue =
          keyChecked(book.current(), now)
              .issue(user, uid, groups, now, duration, TokenFlags::newId);
      book.write(issue.book());
    }
    tokens.out().println(issue.token());
    tokens.out().flush();
    tokens
        .err()
        .println(
            "Token "
                + issue.issued().id()
                + " of "
                + user
                + " is good until "
                + issue.issued().expires());
    return 0;
  }

  private void check() {
    if (user.isBlank() || user.equals("system:anonymous")) {
      throw new ProgramException("--user must name somebody");
    }
    if (groups.contains("") || groups.contains("system:unauthenticated")) {
      throw new ProgramException("--group must name a group of authenticated users");
    }
    if (duration.compareTo(Duration.ofMinutes(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new ProgramException("--duration must be between 1m and 8784h");
    }
  }

  private static TokenBook keyChecked(TokenBook book, Instant now) {
    Instant created = book.keyCreated();
    boolean old = created != null && created.plus(KEY_AGE).isBefore(now);
    return old ? book.rotated(now, TokenFlags::newId) : book;
  }
}
