package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Creates, updates and deletes clusters of its own; never the same name twice. */
final class Writer {
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

  /** Writes until the server is killed; a name whose state is then unknown is left alone. */
  void writeUntilKilled(ServerProcess server, Api api) throws IOException, InterruptedException {
    try {
      while (true) {
        write(api);
      }
    } catch (IOException e) {
      if (!server.killed()) {
        throw e;
      }
    }
  }

  private void write(Api api) throws IOException, InterruptedException {
    int dice = random.nextInt(10);
    if (owned.isEmpty() || dice < 5) {
      create(api);
    } else {
      Owned victim = owned.remove(random.nextInt(owned.size()));
      if (dice < 8) {
        update(api, victim);
      } else {
        delete(api, victim);
      }
    }
  }

  private void create(Api api) throws IOException, InterruptedException {
    String note = log.nextNote();
    String name = label + "-" + note;
    log.begin("ADDED", note);
    Answer answer = api.post(Api.CLUSTERS, Bodies.cluster(name, label, note, 0));
    assertThat(answer.code()).as("%s", answer).isEqualTo(201);
    log.acknowledge("ADDED", note, answer.revision());
    owned.add(new Owned(name, note, answer.revision()));
  }

  private void update(Api api, Owned before) throws IOException, InterruptedException {
    String note = log.nextNote();
    log.begin("MODIFIED", note);
    Answer answer =
        api.put(
            Api.CLUSTERS + "/" + before.name(),
            Bodies.cluster(before.name(), label, note, before.revision()));
    assertThat(answer.code()).as("%s", answer).isEqualTo(200);
    log.acknowledge("MODIFIED", note, answer.revision());
    owned.add(new Owned(before.name(), note, answer.revision()));
  }

  private void delete(Api api, Owned before) throws IOException, InterruptedException {
    log.begin("DELETED", before.note());
    Answer answer = api.delete(Api.CLUSTERS + "/" + before.name());
    assertThat(answer.code()).as("%s", answer).isEqualTo(200);
    log.acknowledge("DELETED", before.note(), 0);
  }
}
