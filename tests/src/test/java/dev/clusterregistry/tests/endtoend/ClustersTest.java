package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is decided about clusters where Kubernetes' kinds differ among themselves. */
@TestInstance(Lifecycle.PER_CLASS)
class ClustersTest {
  private static final String TWICE =
      "[{\"type\":\"OK\",\"status\":\"True\"},{\"type\":\"OK\",\"status\":\"False\"}]";

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private Api api;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = ServerProcess.start(folder, 0);
    api = new Api(server);
  }

  @AfterAll
  void stop() {
    api.close();
    server.close();
  }

  private String create(String name) throws Exception {
    Answer made = api.post(Api.CLUSTERS, "{\"metadata\":{\"name\":\"" + name + "\"}}");
    assertThat(made.code()).as("%s", made).isEqualTo(201);
    return Api.CLUSTERS + "/" + name;
  }

  @Test
  void aConditionThatComesTwiceIsRefused() throws Exception {
    String status = create("twice") + "/status";
    String conditions = "{\"status\":{\"conditions\":" + TWICE + "}}";
    String whole = "{\"metadata\":{\"name\":\"twice\"}," + conditions.substring(1);
    String operation = "[{\"op\":\"add\",\"path\":\"/status/conditions\",\"value\":" + TWICE + "}]";
    for (Answer answer :
        new Answer[] {
          api.put(status, whole),
          api.patch(status, "merge-patch+json", conditions),
          api.patch(status, "json-patch+json", operation)
        }) {
      assertThat(answer.code()).isEqualTo(422);
      assertThat(answer.body().path("message").asString())
          .isEqualTo(
              "Cluster.clusterregistry.k8s.io \"twice\" is invalid: status.conditions[1]: Duplicate"
                  + " value: {\"type\":\"OK\"}");
      assertThat(answer.body().at("/details/causes/0/reason").asString())
          .isEqualTo("FieldValueDuplicate");
    }
  }

  @Test
  void aPutWithoutAVersionOverwrites() throws Exception {
    String path = create("overwritten");
    Answer answer =
        api.put(
            path,
            "{\"metadata\":{\"name\":\"overwritten\"},\"spec\":{\"authInfo\":{\"user\":{\"name\":\"u\"}}}}");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body().at("/metadata/generation").asInt()).isEqualTo(2);
  }

  @Test
  void aMissingClusterIsNotCreatedByAPut() throws Exception {
    Answer answer = api.put(Api.CLUSTERS + "/absent", "{\"metadata\":{\"name\":\"absent\"}}");
    assertThat(answer.code()).isEqualTo(404);
  }

  @Test
  void aClusterHasNoScale() throws Exception {
    assertThat(api.get(create("unscaled") + "/scale").code()).isEqualTo(404);
  }

  @Test
  void certificatesThatAreNoBase64AreRefused() throws Exception {
    for (String bundle : new String[] {"\"no base64!\"", "\"YQ=\"", "5"}) {
      Answer answer =
          api.post(
              Api.CLUSTERS,
              "{\"metadata\":{\"name\":\"badly-encoded\"},\"spec\":{\"kubernetesApiEndpoints\":{\"caBundle\":"
                  + bundle
                  + "}}}");
      assertThat(answer.code()).as(bundle).isEqualTo(400);
    }
  }
}
