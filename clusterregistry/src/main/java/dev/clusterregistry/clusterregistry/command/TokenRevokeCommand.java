package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.token.TokenBook;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.token.LockedTokenBook;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes tokens back. */
@Command(
    name = "revoke",
    description = "Makes tokens bad before they expire. All of them, or none if an id is unknown.",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class TokenRevokeCommand implements Callable<Integer> {
  @Mixin TokenFlags tokens = new TokenFlags();

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "As \"clusterregistry token list\" shows them.")
  List<String> ids = List.of();

  @Override
  public Integer call() {
    Instant now = Instant.now();
    try (LockedTokenBook file = LockedTokenBook.open(tokens.file())) {
      TokenBook book = file.current();
      for (String id : ids) {
        TokenBook changed = book.revoked(id, now);
        if (changed == null) {
          throw new ProgramException("there is no token " + id + "; nothing is revoked");
        }
        book = changed;
      }
      file.write(book);
    }
    tokens.out().println("Revoked " + String.join(" ", ids));
    return 0;
  }
}
