package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where writes are answered otherwise than by kube-apiserver, as docs/compatibility.md says. */
class DeviationsTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();

  @BeforeEach
  void create() {
    registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":1}}");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aRefusedStrategicMergePatchIsQuotedAsSent() {
    Answer answer =
        registry.strategic(
            WIDGET + "?fieldValidation=Strict",
            "{\"spec\":{\"place\":{\"city\":\"x\",\"street\":null},\"nope\":1}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .contains("map[spec:map[nope:1 place:map[city:x street:<nil>]]]")
        .endsWith(": strict decoding error: unknown field \"spec.nope\"");
  }

  @Test
  void appliedManagedFieldsAreRefusedBeforeTheirTimesAreRead() {
    Answer answer =
        registry.apply(
            WIDGET + "?fieldManager=m",
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\","
                + "\"managedFields\":[{\"manager\":\"x\",\"time\":\"yesterday\"}]}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isEqualTo("metadata.managedFields must be nil");
  }

  @Test
  void aDryRunGivesNoSelfLinkBack() {
    String body = "{\"metadata\":{\"name\":\"w\",\"selfLink\":\"/x\"},\"spec\":{\"size\":2}}";
    for (String query : new String[] {"?dryRun=All", ""}) {
      Answer answer = registry.put(WIDGET + query, body);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).doesNotContain("selfLink");
    }
  }
}
