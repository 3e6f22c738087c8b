package dev.clusterregistry.machinery.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestOptionsTest {

  @Test
  void goodOptionsPass() {
    assertThatCode(
            () -> {
              RequestOptions.checkCreate("", List.of(), "");
              RequestOptions.checkUpdate("m".repeat(128), List.of("All", "All"), "Strict");
              RequestOptions.checkPatch(false, null, "", List.of(), "Warn");
              RequestOptions.checkPatch(true, true, "m", List.of(), "Ignore");
              RequestOptions.checkDelete(null, "Orphan", List.of("All"));
              RequestOptions.checkDelete(true, null, List.of());
              RequestOptions.checkList("", "", "c", null);
              RequestOptions.checkList("5", "Exact", "", null);
              RequestOptions.checkWatch("", "c", null);
              RequestOptions.checkWatch("NotOlderThan", "", false);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void writeOptions() {
    assertThatThrownBy(() -> RequestOptions.checkCreate("", List.of("Some"), ""))
        .hasMessage(
            "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]:"
                + " supported values: \"All\"");
    assertThatThrownBy(() -> RequestOptions.checkUpdate("m".repeat(129), List.of("x"), "Maybe"))
        .hasMessage(
            "UpdateOptions.meta.k8s.io \"\" is invalid: [fieldManager: Too long: may not be more"
                + " than 128 bytes, dryRun: Unsupported value: [\"x\"]: supported values: \"All\","
                + " fieldValidation: Unsupported value: \"Maybe\": supported values: \"\","
                + " \"Ignore\", \"Strict\", \"Warn\"]");
    assertThatThrownBy(() -> RequestOptions.checkCreate("é\t", List.of(), ""))
        .hasMessage(
            "CreateOptions.meta.k8s.io \"\" is invalid: fieldManager: Invalid value: \"é\\t\":"
                + " invalid character U+0009 (at position 2)");
  }

  @Test
  void patchOptions() {
    assertThatThrownBy(() -> RequestOptions.checkPatch(false, false, "", List.of(), ""))
        .hasMessage(
            "PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified for"
                + " non-apply patch");
    assertThatThrownBy(() -> RequestOptions.checkPatch(true, null, "", List.of(), ""))
        .hasMessage(
            "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required"
                + " for apply patch");
  }

  @Test
  void deleteOptions() {
    assertThatThrownBy(() -> RequestOptions.checkDelete(null, "Sideways", List.of()))
        .hasMessage(
            "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value:"
                + " \"Sideways\": supported values: \"Foreground\", \"Background\", \"Orphan\","
                + " \"nil\"");
    assertThatThrownBy(() -> RequestOptions.checkDelete(false, "Background", List.of()))
        .hasMessage(
            "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Invalid value:"
                + " \"Background\": orphanDependents and deletionPropagation cannot be both set");
  }

  @Test
  void listOptions() {
    assertThatThrownBy(() -> RequestOptions.checkList("", "NotOlderThan", "", null))
        .hasMessage(
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                + " resourceVersionMatch is forbidden unless resourceVersion is provided");
    assertThatThrownBy(() -> RequestOptions.checkList("1", "Roughly", "c", true))
        .hasMessage(
            "ListOptions.meta.k8s.io \"\" is invalid: [resourceVersionMatch: Forbidden:"
                + " resourceVersionMatch is forbidden when continue is provided,"
                + " resourceVersionMatch: Unsupported value: \"Roughly\": supported values:"
                + " \"Exact\", \"NotOlderThan\", \"\", sendInitialEvents: Forbidden:"
                + " sendInitialEvents is forbidden for list]");
    assertThatThrownBy(() -> RequestOptions.checkList("0", "Exact", "", null))
        .hasMessage(
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                + " resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
  }

  @Test
  void watchOptions() {
    assertThatThrownBy(() -> RequestOptions.checkWatch("", "", true))
        .hasMessage(
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                + " sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    assertThatThrownBy(() -> RequestOptions.checkWatch("Exact", "", true))
        .hasMessage(
            "ListOptions.meta.k8s.io \"\" is invalid: [resourceVersionMatch: Forbidden:"
                + " sendInitialEvents requires setting resourceVersionMatch to NotOlderThan,"
                + " resourceVersionMatch: Unsupported value: \"Exact\": supported values:"
                + " \"NotOlderThan\"]");
    assertThatThrownBy(() -> RequestOptions.checkWatch("NotOlderThan", "", null))
        .hasMessage(
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                + " resourceVersionMatch is forbidden for watch unless sendInitialEvents is"
                + " provided");
  }

  @Test
  void aWriteWithoutManagerIsAttributedToTheProgram() {
    assertThat(FieldManagers.name("m", "kubectl/v1")).isEqualTo("m");
    assertThat(FieldManagers.name("", "kubectl/v1.30 (linux/amd64)")).isEqualTo("kubectl");
    assertThat(FieldManagers.name("", "a\tb")).isEqualTo("ab");
    assertThat(FieldManagers.name("", "")).isEqualTo("unknown");
    assertThat(FieldManagers.name("", "é".repeat(100))).hasSize(64);
  }
}
