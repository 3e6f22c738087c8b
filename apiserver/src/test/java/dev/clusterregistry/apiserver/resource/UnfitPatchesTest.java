package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Patches whose results are no objects of the kind, and what clients are told of them. */
class UnfitPatchesTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();
  private String metadata = "";

  @BeforeEach
  void create() {
    Answer widget =
        registry.post(
            WIDGETS,
            "{\"metadata\":{\"name\":\"w\",\"managedFields\":[]},\"spec\":{\"size\":1,\"name\":\"nn\"}}");
    String uid = widget.at("/metadata/uid");
    metadata =
        "{\"name\":\"w\",\"uid\":\""
            + uid
            + "\",\"resourceVersion\":\""
            + widget.revision()
            + "\",\"generation\":1,\"creationTimestamp\":\"2026-11-22T10:00:00Z\","
            + "\"managedFields\":"
            + widget.json().at("/metadata/managedFields")
            + "}";
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static void refused(Answer answer, String shown, String why) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/details/causes/0/field")).isEqualTo("patch");
    assertThat(answer.json().at("/details").has("group")).isFalse();
    assertThat(answer.message())
        .isEqualTo(
            " \"\" is invalid: patch: Invalid value: \""
                + shown.replace("\"", "\\\"")
                + "\": "
                + why);
  }

  @Test
  void theMembersOfWhatWasTouchedAreSortedAndOthersInTheirOrder() {
    refused(
        registry.merge(WIDGET, "{\"spec\":{\"size\":\"x\"}}"),
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":"
            + metadata
            + ",\"spec\":{\"name\":\"nn\",\"size\":\"x\",\"tier\":\"silver\"},\"status\":{}}",
        "json: cannot unmarshal string into Go struct field WidgetSpec.spec.size of type int64");
    refused(
        registry.jsonPatch(
            WIDGET, "[{\"op\":\"replace\",\"path\":\"/spec\",\"value\":[{\"b\":1,\"a\":2}]}]"),
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":"
            + metadata
            + ",\"spec\":[{\"b\":1,\"a\":2}],\"status\":{}}",
        "json: cannot unmarshal array into Go struct field Widget.spec of type v1.WidgetSpec");
    String touched = "\\\"metadata\\\":{\\\"creationTimestamp\\\":";
    assertThat(
            registry
                .merge(WIDGET, "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":\"x\"}}")
                .message())
        .as("touched, though not changed")
        .contains(touched);
    assertThat(
            registry
                .jsonPatch(
                    WIDGET,
                    "[{\"op\":\"test\",\"path\":\"/metadata/name\",\"value\":\"w\"},"
                        + "{\"op\":\"replace\",\"path\":\"/spec/size\",\"value\":\"x\"}]")
                .message())
        .contains(touched);
    assertThat(registry.merge(WIDGET, "{\"metadata\":{\"uid\":5}}").message())
        .contains(touched)
        .endsWith(
            "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.uid of type"
                + " types.UID");
  }

  @Test
  void anotherTypeIsUnknown() {
    refused(
        registry.merge(WIDGET, "{\"apiVersion\":\"v9\"}"),
        "{\"apiVersion\":\"v9\",\"kind\":\"Widget\",\"metadata\":"
            + metadata
            + ",\"spec\":{\"size\":1,\"name\":\"nn\",\"tier\":\"silver\"},\"status\":{}}",
        "no kind \"Widget\" is registered for version \"v9\" in scheme"
            + " \"pkg/runtime/scheme.go:111\"");
    assertThat(registry.merge(WIDGET, "{\"kind\":null,\"spec\":{\"size\":2}}").status())
        .isEqualTo(200);
  }

  @Test
  void withoutAVersionNothingHasAName() {
    Answer answer = registry.jsonPatch(WIDGET, "[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "the name of the object (w based on URL) was undeterminable: name must be provided");
    assertThat(registry.merge(WIDGET, "{\"apiVersion\":null}").warnings())
        .containsExactly(
            "299 - \"unknown field \\\"metadata\\\"\"",
            "299 - \"unknown field \\\"spec\\\"\"",
            "299 - \"unknown field \\\"status\\\"\"");
  }

  @Test
  void whoeverWantsNoValidationHearsLess() {
    assertThat(registry.merge(WIDGET, "x").message())
        .isEqualTo("error decoding patch: invalid character 'x' looking for beginning of value");
    assertThat(registry.merge(WIDGET + "?fieldValidation=Ignore", "x").message())
        .isEqualTo("Invalid JSON Patch");
    assertThat(registry.merge(WIDGET + "?fieldValidation=Ignore", "null").message())
        .isEqualTo("Invalid JSON Patch");
    for (String patch : new String[] {"[]", "5", "true"}) {
      assertThat(registry.merge(WIDGET, patch).status()).isEqualTo(400);
      Answer answer = registry.merge(WIDGET + "?fieldValidation=Ignore", patch);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.message())
          .startsWith(
              " \"\" is invalid: patch: Invalid value: \""
                  + patch
                  + "\": couldn't get version/kind; json parse error: json: cannot unmarshal ");
    }
  }

  @Test
  void aStatusIsThereToBePatchedEvenWhileItIsEmpty() {
    Answer answer =
        registry.jsonPatch(
            WIDGET + "/status",
            "[{\"op\":\"test\",\"path\":\"/status\",\"value\":{}},"
                + "{\"op\":\"add\",\"path\":\"/status/phase\",\"value\":\"x\"}]");
    assertThat(answer.at("/status/phase")).isEqualTo("x");
  }

  @Test
  void aListIsNoObject() {
    Answer answer = registry.jsonPatch(WIDGET, "[{\"op\":\"replace\",\"path\":\"\",\"value\":[]}]");
    assertThat(answer.message())
        .startsWith(
            " \"\" is invalid: patch: Invalid value: \"[]\": couldn't get version/kind; json parse"
                + " error: json: cannot unmarshal array into Go value of type struct {");
  }

  @Test
  void aByteOrderMarkIsNoJson() {
    Answer answer = registry.post(WIDGETS, "\ufeff{\"metadata\":{\"name\":\"marked\"}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "the object provided is unrecognized (must be of type Widget): couldn't get"
                + " version/kind; json parse error: invalid character 'ï' looking for beginning of"
                + " value (efbbbf7b226d65746164617461223a7b226e616d65223a226d61726b6564 ...)");
  }
}
