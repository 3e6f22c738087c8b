package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A PUT of what is not there: each kind decides. */
class CreateOnUpdateTest {
  private static final String PARTS = Registry.GROUP + "v1/parts";

  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void anObjectOfAKindThatAllowsItIsCreated() {
    Answer created =
        registry.put(
            PARTS + "/p",
            "{\"metadata\":{\"name\":\"p\",\"resourceVersion\":\"77\",\"generation\":9},\"spec\":{\"size\":1}}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/metadata/uid")).isNotEmpty();
    assertThat(created.json().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(created.at("/metadata/managedFields/0/operation")).isEqualTo("Update");
    assertThat(registry.get(PARTS + "/p").text()).isEqualTo(created.text());

    Answer updated =
        registry.put(PARTS + "/p", "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"size\":2}}");
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.at("/metadata/uid")).isEqualTo(created.at("/metadata/uid"));
  }

  @Test
  void aDryRunCreatesNothing() {
    Answer tried = registry.put(PARTS + "/p?dryRun=All", "{\"metadata\":{\"name\":\"p\"}}");
    assertThat(tried.status()).isEqualTo(201);
    assertThat(registry.get(PARTS + "/p").status()).isEqualTo(404);
  }

  @Test
  void aUidIsOfAnObjectThatIsThere() {
    Answer answer = registry.put(PARTS + "/p", "{\"metadata\":{\"name\":\"p\",\"uid\":\"u\"}}");
    assertThat(answer.status()).isEqualTo(409);
  }

  @Test
  void neitherTheStatusNorAnObjectOfAnotherKindIsCreated() {
    assertThat(registry.put(PARTS + "/p/status", "{\"metadata\":{\"name\":\"p\"}}").status())
        .isEqualTo(404);
    assertThat(registry.put(in("v1", "a") + "/g", "{\"metadata\":{\"name\":\"g\"}}").status())
        .isEqualTo(404);
  }
}
