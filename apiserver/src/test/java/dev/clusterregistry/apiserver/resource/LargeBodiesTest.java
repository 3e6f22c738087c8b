package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are too large, in every kind of write. */
class LargeBodiesTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private static final int LIMIT = 3 * 1024 * 1024;
  private final Registry registry = new Registry();

  @BeforeEach
  void create() {
    registry.post(WIDGETS, "{\"metadata\":{\"name\":\"w\"}}");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, json",
    "PUT, json",
    "PATCH, json-patch+json",
    "PATCH, merge-patch+json",
    "PATCH, strategic-merge-patch+json",
    "PATCH, apply-patch+yaml",
    "DELETE, json"
  })
  void whatPassesThreeMebibytesIsNotRead(String method, String type) {
    String path = method.equals("POST") ? WIDGETS : WIDGET;
    String body = "{\"a\":\"" + "x".repeat(LIMIT) + "\"}";
    Answer answer =
        registry.call(
            method,
            path + "?fieldManager=m",
            Headers.of("Content-Type", "application/" + type),
            body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.at("/reason")).isEqualTo("RequestEntityTooLarge");
    assertThat(answer.message()).isEqualTo("Request entity too large: limit is 3145728");
  }

  @Test
  void aPatchHasTenThousandOperationsAtMost() {
    String operation = "{\"op\":\"test\",\"path\":\"/metadata/name\",\"value\":\"w\"}";
    String most = "[" + (operation + ",").repeat(9_999) + operation + "]";
    assertThat(registry.jsonPatch(WIDGET, most).status()).isEqualTo(200);
    Answer answer = registry.jsonPatch(WIDGET, "[" + operation + "," + most.substring(1));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.message())
        .isEqualTo(
            "Request entity too large: The allowed maximum operations in a JSON patch is 10000, got"
                + " 10001");
  }
}
