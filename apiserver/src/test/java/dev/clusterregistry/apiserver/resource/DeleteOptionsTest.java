package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteOptionsTest {
  private static final String GADGET = in("v1", "a") + "/g";
  private static final String ENVELOPE =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
          + " \"json:\\\"kind,omitempty\\\"\" }";
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
        "x | invalid character 'x' looking for beginning of value",
        "{ | unexpected end of JSON input",
        "{} } | invalid character '}' after top-level value",
        "[] | json: cannot unmarshal array into Go value of type " + ENVELOPE,
        "5 | json: cannot unmarshal number into Go value of type " + ENVELOPE,
        "{\"kind\":5} | json: cannot unmarshal number into Go struct field .kind of type string"
      })
  void whatIsNoObjectIsRefusedInGosWords(String body, String why) {
    Answer answer = delete(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isEqualTo("couldn't get version/kind; json parse error: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'dryRun':'All' | string into Go struct field DeleteOptions.dryRun of type []string",
        "'gracePeriodSeconds':1.5 | number 1.5 into Go struct field"
            + " DeleteOptions.gracePeriodSeconds of type int64",
        "'preconditions':[] | array into Go struct field DeleteOptions.preconditions of type"
            + " v1.Preconditions",
        "'preconditions':{'uid':5} | number into Go struct field Preconditions.preconditions.uid"
            + " of type types.UID",
        "'propagationPolicy':5 | number into Go struct field DeleteOptions.propagationPolicy of"
            + " type v1.DeletionPropagation",
        "'ignoreStoreReadErrorWithClusterBreakingPotential':'x' | string into Go struct field"
            + " DeleteOptions.ignoreStoreReadErrorWithClusterBreakingPotential of type bool"
      })
  void membersOfWrongTypesAreRefusedInGosWords(String members, String why) {
    Answer answer = delete("{" + members.replace('\'', '"') + "}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isEqualTo("json: cannot unmarshal " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"apiVersion\":\"nope/v9\"}", "{\"nope\":1}"})
  void nullUnknownMembersAndAnyVersionWillDo(String body) {
    assertThat(delete(body).status()).isEqualTo(404);
  }

  @Test
  void anotherKindIsRefused() {
    assertThat(delete("{\"kind\":\"Pod\"}").message())
        .isEqualTo(
            "no kind \"Pod\" is registered for version \"meta.k8s.io/v1\" in scheme"
                + " \"pkg/runtime/scheme.go:111\"");
  }

  @Test
  void theQueryHoldsPreconditionsToo() {
    registry.post(in("v1", "a"), "{\"metadata\":{\"name\":\"g\"}}");
    for (String query : new String[] {"?uid=x", "?resourceVersion=99"}) {
      Answer answer = registry.call("DELETE", GADGET + query, new Headers(), "");
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.message()).contains(" in the precondition (");
    }
  }

  @Test
  void protobufIsRead() {
    Headers headers = Headers.of("Content-Type", "application/vnd.kubernetes.protobuf");
    assertThat(registry.call("DELETE", GADGET, headers, "k8s").message())
        .startsWith("provided data does not appear to be a protobuf message");
    assertThat(registry.call("DELETE", GADGET, headers, "k8s\0").message()).isEqualTo("empty body");
    assertThat(registry.call("DELETE", GADGET, headers, "k8s\0\u001a\0").status()).isEqualTo(404);
  }

  private Answer delete(String body) {
    return registry.call("DELETE", GADGET, new Headers(), body);
  }
}
