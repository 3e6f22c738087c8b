package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Creates, updates and deletes clusters of its own; never the same name twice. */
final class Writer {
  private static final Set<Integer> SERVER_TROUBLE = Set.of(500, 503, 504);

  private final String label;
  private final WriteLog log;
  private final Random random;
  private final List<Owned> owned = new ArrayList<>();

  private record Owned(String name, String note, long revision) {}

  Writer(String label, WriteLog log, Random random) {
    this.label = label;
    this.log = log;
    this.random = random;
  }

  /** What is true of a name now; 0 if there is no such cluster. */
  private record Fact(String name, long revision) {}

  /** Writes until the server is killed; a name whose state is then unknown is left alone. */
  void writeUntilKilled(ServerProcess server, Api api) throws IOException, InterruptedException {
    try {
      while (true) {
        assertThat(write(api)).as("acknowledged").isNotNull();
      }
    } catch (IOException e) {
      if (!server.killed()) {
        throw e;
      }
    }
  }

  /**
   * Writes through one server and looks through another whether what was acknowledged is there.
   * Either may say that it cannot tell; neither may say what is not so.
   */
  void writeAndLook(ServerProcess server, Api writing, Api looking, BooleanSupplier goOn)
      throws IOException, InterruptedException {
    try {
      while (goOn.getAsBoolean()) {
        Fact fact = write(writing);
        if (fact != null) {
          look(looking, fact);
        }
      }
    } catch (IOException e) {
      if (!server.killed()) {
        throw e;
      }
    }
  }

  private static void look(Api api, Fact fact) throws IOException, InterruptedException {
    Answer answer = api.get(Api.CLUSTERS + "/" + fact.name());
    if (SERVER_TROUBLE.contains(answer.code())) {
      return;
    }
    assertThat(answer.code())
        .as("%s: %s", fact, answer)
        .isEqualTo(fact.revision() == 0 ? 404 : 200);
    if (fact.revision() > 0) {
      assertThat(answer.revision()).isEqualTo(fact.revision());
    }
  }

  /** Null if the server says that it was not written, or may have been. */
  private @Nullable Fact write(Api api) throws IOException, InterruptedException {
    int dice = random.nextInt(10);
    if (owned.isEmpty() || dice < 5) {
      return create(api);
    }
    Owned victim = owned.remove(random.nextInt(owned.size()));
    return dice < 8 ? update(api, victim) : delete(api, victim);
  }

  private @Nullable Fact create(Api api) throws IOException, InterruptedException {
    String note = log.nextNote();
    String name = label + "-" + note;
    log.begin("ADDED", note);
    Answer answer = api.post(Api.CLUSTERS, Bodies.cluster(name, label, note, 0));
    return acknowledged(answer, 201)
        ? written("ADDED", new Owned(name, note, answer.revision()))
        : null;
  }

  private @Nullable Fact update(Api api, Owned before) throws IOException, InterruptedException {
    String note = log.nextNote();
    log.begin("MODIFIED", note);
    Answer answer =
        api.put(
            Api.CLUSTERS + "/" + before.name(),
            Bodies.cluster(before.name(), label, note, before.revision()));
    return acknowledged(answer, 200)
        ? written("MODIFIED", new Owned(before.name(), note, answer.revision()))
        : null;
  }

  private Fact written(String type, Owned now) {
    log.acknowledge(type, now.note(), now.revision());
    owned.add(now);
    return new Fact(now.name(), now.revision());
  }

  private @Nullable Fact delete(Api api, Owned before) throws IOException, InterruptedException {
    log.begin("DELETED", before.note());
    Answer answer = api.delete(Api.CLUSTERS + "/" + before.name());
    if (!acknowledged(answer, 200)) {
      return null;
    }
    log.acknowledge("DELETED", before.note(), 0);
    return new Fact(before.name(), 0);
  }

  private static boolean acknowledged(Answer answer, int code) {
    if (SERVER_TROUBLE.contains(answer.code())) {
      return false;
    }
    assertThat(answer.code()).as("%s", answer).isEqualTo(code);
    return true;
  }
}
