package dev.clusterregistry.clusterregistry.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.auth.token.SignedTokenAuthenticator;
import dev.clusterregistry.apiserver.http.Patience;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String run(int exitCode, String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("token"));
    all.addAll(List.of(words));
    all.add("--data-dir=" + folder.resolve("data"));
    CommandLine commandLine = Program.commandLine(new RootCommand());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    assertThat(commandLine.execute(all.toArray(String[]::new))).as("%s", err).isEqualTo(exitCode);
    return out.toString();
  }

  private Result ask(String token) throws IOException {
    return new SignedTokenAuthenticator(folder.resolve("data/tokens.json"), InstantSource.system())
        .authenticate(BearerToken.of(token), Patience.ENDLESS);
  }

  @Test
  void aTokenIsCreatedListedAndRevoked() throws Exception {
    String token = run(0, "create", "--user=ci", "--group=a", "--group=b", "--duration=1h").strip();
    assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    assertThat(err.toString()).startsWith("Token ").contains(" of ci is good until ");
    assertThat(ask(token)).isInstanceOf(Result.Known.class);
    Path file = folder.resolve("data/tokens.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String list = run(0, "list");
    assertThat(list.lines().toList().get(1)).matches("\\w{10}   ci     a,b  .*   good");
    assertThat(list).doesNotContain(token);
    String id = list.lines().toList().get(1).substring(0, 10);
    run(1, "revoke", id, "nobody");
    assertThat(err.toString()).isEqualTo("Error: there is no token nobody; nothing is revoked\n");
    assertThat(ask(token)).isInstanceOf(Result.Known.class);
    assertThat(run(0, "revoke", id)).isEqualTo("Revoked " + id + "\n");
    assertThat(ask(token)).isInstanceOf(Result.Rejected.class);
    assertThat(run(0, "list")).contains("revoked");
  }

  @Test
  void aRotatedKeyLeavesTokensGoodUnlessItIsForgotten() throws Exception {
    String token = run(0, "create", "--user=ci").strip();
    run(0, "rotate-key");
    assertThat(ask(token)).isInstanceOf(Result.Known.class);
    run(0, "rotate-key", "--forget-old-keys");
    assertThat(ask(token)).isEqualTo(Result.NONE);
    assertThat(run(0, "list")).hasLineCount(1);
  }

  @Test
  void whatMakesNoSenseIsRefusedInOneLine() {
    run(2, "create");
    for (String[] flags :
        new String[][] {
          {"--user= "},
          {"--user=system:anonymous"},
          {"--user=a", "--duration=1s"},
          {"--user=a", "--duration=9000h"},
          {"--user=a", "--group=system:unauthenticated"}
        }) {
      List<String> words = new ArrayList<>(List.of("create"));
      words.addAll(List.of(flags));
      assertThat(run(1, words.toArray(String[]::new))).isEmpty();
      assertThat(err.toString()).startsWith("Error: --").hasLineCount(1);
    }
  }
}
