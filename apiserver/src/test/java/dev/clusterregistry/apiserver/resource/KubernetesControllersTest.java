package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kube-controller-manager does to objects of any kind that it finds by discovery. */
class KubernetesControllersTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private final Registry registry = new Registry();
  private Answer created = registry.get(WIDGETS);

  @BeforeEach
  void create() {
    created =
        registry.post(
            WIDGETS + "?fieldManager=a",
            "{\"metadata\":{\"name\":\"w\",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
                + "\"name\":\"o\",\"uid\":\"u\"}]},\"spec\":{\"size\":1}}");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private String uid() {
    return created.at("/metadata/uid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "strategic-merge"})
  void theGarbageCollectorTakesOwnersAway(String type) {
    String owners = type.equals("merge") ? "null" : "[{\"$patch\":\"delete\",\"uid\":\"u\"}]";
    String patch = "{\"metadata\":{\"uid\":\"%s\",\"ownerReferences\":" + owners + "}}";
    Headers headers = Headers.of("Content-Type", "application/" + type + "-patch+json");
    assertThat(registry.call("PATCH", WIDGET, headers, patch.formatted("another")).status())
        .isIn(409, 422);
    Answer answer = registry.call("PATCH", WIDGET, headers, patch.formatted(uid()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/metadata/ownerReferences")).isEmpty();
  }

  @Test
  void theGarbageCollectorDeletesWhatItHasSeen() {
    Headers json = Headers.of("Content-Type", "application/json");
    String options =
        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"meta.k8s.io/v1\",\"propagationPolicy\":\"Background\","
            + "\"preconditions\":{\"uid\":\"%s\",\"resourceVersion\":\"%s\"}}";
    Answer other =
        registry.call("DELETE", WIDGET, json, options.formatted("another", created.revision()));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.message())
        .isEqualTo(
            "Operation cannot be fulfilled on Widget.example.com \"w\": the UID in the precondition"
                + " (another) does not match the UID in record ("
                + uid()
                + "). The object might have been deleted and then recreated");
    Answer older = registry.call("DELETE", WIDGET, json, options.formatted(uid(), "1000"));
    assertThat(older.message())
        .contains(
            "the ResourceVersion in the precondition (1000) does not match the ResourceVersion in"
                + " record ("
                + created.revision()
                + "). The object might have been modified");
    String seen = options.formatted(uid(), created.revision());
    assertThat(registry.call("DELETE", WIDGET, json, seen).status()).isEqualTo(200);
  }

  @Test
  void theStorageMigratorWritesWhatItHasRead() {
    Answer read = registry.get(WIDGET);
    assertThat(registry.put(WIDGET, read.text()).text()).isEqualTo(read.text());
    Answer applied =
        registry.apply(
            WIDGET + "?fieldManager=storage-version-migrator&force=true",
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\",\"uid\":\""
                + uid()
                + "\",\"resourceVersion\":\""
                + read.revision()
                + "\"}}");
    assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    assertThat(applied.text()).isEqualTo(read.text());
  }

  @Test
  void theStorageMigratorIsToldWhatHasChangedMeanwhile() {
    registry.merge(WIDGET, "{\"spec\":{\"size\":2}}");
    String configuration =
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\",\"uid\":\"%s\","
            + "\"resourceVersion\":\"%s\"}}";
    String query = "?fieldManager=storage-version-migrator&force=true";
    Answer stale =
        registry.apply(WIDGET + query, configuration.formatted(uid(), created.revision()));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.at("/reason")).isEqualTo("Conflict");
    registry.delete(WIDGET);
    Answer gone =
        registry.apply(WIDGET + query, configuration.formatted(uid(), created.revision()));
    assertThat(gone.status()).isEqualTo(409);
    assertThat(gone.message()).contains("uid mismatch: the provided object specified uid " + uid());
  }
}
