package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteOptionsTest {
  private static final String GADGET = in("v1", "a") + "/g";
  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | json parse error: invalid character 'x' looking for beginning of value",
        "{ | json parse error: unexpected end of JSON input",
        "{} } | json parse error: invalid character '}' after top-level value",
        "[] | the body is not an object"
      })
  void whatIsNoObjectIsRefusedInGosWords(String body, String why) {
    Answer answer = delete(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isEqualTo("couldn't get version/kind; " + why);
  }

  @Test
  void nullIsNoOption() {
    assertThat(delete("null").status()).isEqualTo(404);
  }

  @Test
  void anotherKindIsRefused() {
    assertThat(delete("{\"kind\":\"Pod\"}").message())
        .isEqualTo("no kind \"Pod\" is registered for version \"meta.k8s.io/v1\"");
  }

  private Answer delete(String body) {
    return registry.call("DELETE", GADGET, new Headers(), body);
  }
}
