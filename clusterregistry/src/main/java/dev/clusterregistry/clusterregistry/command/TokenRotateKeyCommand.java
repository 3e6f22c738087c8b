package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.token.TokenBook;
import dev.clusterregistry.clusterregistry.token.LockedTokenBook;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces the key that signs. */
@Command(
    name = "rotate-key",
    description = {
      "Makes a new key to sign with and destroys the private half of the old one. Tokens that the old"
          + " key has signed stay good until they expire, unless --forget-old-keys is given."
    },
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class TokenRotateKeyCommand implements Callable<Integer> {
  @Mixin TokenFlags tokens = new TokenFlags();

  @Option(
      names = "--forget-old-keys",
      description = "Make all tokens bad that were issued until now: the key was stolen.")
  boolean forget;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    try (LockedTokenBook file = LockedTokenBook.open(tokens.file())) {
      TokenBook book = file.current();
      file.write(
          forget ? book.startedOver(now, TokenFlags::newId) : book.rotated(now, TokenFlags::newId));
    }
    tokens
        .out()
        .println(
            forget
                ? "A new key signs; all tokens from before are bad"
                : "A new key signs; tokens from before stay good until they expire");
    return 0;
  }
}
