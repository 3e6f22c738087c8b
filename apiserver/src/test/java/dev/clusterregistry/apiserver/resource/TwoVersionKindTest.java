package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.everywhere;
import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The growth test: a namespaced kind with two versions, known to the server from its YAML alone.
 */
class TwoVersionKindTest {
  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private static String gadget(String name, String spec) {
    return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":" + spec + "}";
  }

  @Test
  void anObjectCreatedInOneVersionIsReadInTheOther() {
    Answer created = registry.post(in("v1beta1", "a"), gadget("g", "{\"size\":3}"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/apiVersion")).isEqualTo("example.com/v1beta1");
    assertThat(created.at("/metadata/namespace")).isEqualTo("a");

    Answer other = registry.get(in("v1", "a") + "/g");
    assertThat(other.at("/apiVersion")).isEqualTo("example.com/v1");
    assertThat(other.json().at("/spec/size").asInt()).isEqualTo(3);
    assertThat(other.revision()).isEqualTo(created.revision());
    assertThat(other.at("/metadata/uid")).isEqualTo(created.at("/metadata/uid"));
  }

  @Test
  void listsCoverOneNamespaceOrAll() {
    registry.create("b", "z");
    registry.create("a", "x", "y");
    assertThat(registry.get(in("v1", "a")).names()).containsExactly("x", "y");
    assertThat(registry.get(everywhere("v1")).names()).containsExactly("x", "y", "z");
    assertThat(registry.get(everywhere("v1beta1")).at("/items/0/apiVersion"))
        .isEqualTo("example.com/v1beta1");
    assertThat(registry.get(everywhere("v1") + "?fieldSelector=metadata.namespace%3Db").names())
        .containsExactly("z");
    assertThat(registry.get(in("v1", "a") + "?fieldSelector=metadata.namespace%3D").names())
        .isEmpty();
    assertThat(registry.get(everywhere("v1") + "?fieldSelector=metadata.name%3Dy").names())
        .containsExactly("y");
    assertThat(registry.get(in("v1", "none")).text()).contains("\"items\":[]");
  }

  @Test
  void equalNamesInTwoNamespacesAreTwoObjects() {
    registry.create("a", "g");
    registry.create("b", "g");
    assertThat(registry.delete(in("v1", "a") + "/g").status()).isEqualTo(200);
    assertThat(registry.get(in("v1", "a") + "/g").status()).isEqualTo(404);
    assertThat(registry.get(in("v1", "b") + "/g").status()).isEqualTo(200);
  }

  @Test
  void aNamespaceOtherThanThePathsIsRefused() {
    Answer answer =
        registry.post(in("v1", "a"), "{\"metadata\":{\"name\":\"g\",\"namespace\":\"b\"}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "the namespace of the provided object does not match the namespace sent on the"
                + " request");
  }

  @Test
  void nothingIsCreatedOutsideOfNamespaces() {
    assertThat(registry.post(everywhere("v1"), gadget("g", "{}")).status()).isEqualTo(405);
    assertThat(registry.get(everywhere("v1") + "/g").status()).isEqualTo(404);
  }

  @Test
  void anUpdateInOneVersionRaisesTheGenerationOnce() {
    registry.post(in("v1", "a"), gadget("g", "{\"size\":1}"));
    Answer same = registry.merge(in("v1beta1", "a") + "/g", "{\"spec\":{\"size\":1}}");
    assertThat(same.json().at("/metadata/generation").asInt()).isEqualTo(1);
    Answer changed = registry.merge(in("v1beta1", "a") + "/g", "{\"spec\":{\"size\":2}}");
    assertThat(changed.json().at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(changed.at("/apiVersion")).isEqualTo("example.com/v1beta1");
    assertThat(registry.get(in("v1", "a") + "/g").json().at("/spec/size").asInt()).isEqualTo(2);
  }

  @Test
  void aPatchMaySayThatItsResultIsOfTheOtherVersion() {
    registry.post(in("v1", "a"), gadget("g", "{\"size\":1}"));
    Answer merged =
        registry.merge(
            in("v1", "a") + "/g", "{\"apiVersion\":\"example.com/v1beta1\",\"spec\":{\"size\":5}}");
    assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    assertThat(merged.at("/apiVersion")).isEqualTo("example.com/v1");
    assertThat(merged.json().at("/spec/size").asInt()).isEqualTo(5);
    Answer other =
        registry.jsonPatch(
            in("v1beta1", "a") + "/g",
            "[{\"op\":\"replace\",\"path\":\"/apiVersion\",\"value\":\"example.com/v1\"},"
                + "{\"op\":\"add\",\"path\":\"/spec/color\",\"value\":\"red\"}]");
    assertThat(other.status()).as(other.text()).isEqualTo(200);
    assertThat(other.at("/apiVersion")).isEqualTo("example.com/v1beta1");
    assertThat(registry.get(in("v1", "a") + "/g").at("/spec/color")).isEqualTo("red");
  }

  @Test
  void anObjectOfTheOtherVersionIsRefusedWhereItIsNoPatch() {
    Answer answer =
        registry.post(
            in("v1", "a"), "{\"apiVersion\":\"example.com/v1beta1\",\"kind\":\"Gadget\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "the API version in the data (example.com/v1beta1) does not match the expected API"
                + " version (example.com/v1)");
  }

  @Test
  void aSelectableFieldSelectsInListsAndWatches() {
    registry.post(in("v1", "a"), gadget("r", "{\"color\":\"red\"}"));
    registry.post(in("v1", "a"), gadget("b", "{\"color\":\"blue\"}"));
    String red = everywhere("v1") + "?fieldSelector=spec.color%3Dred";
    assertThat(registry.get(red).names()).containsExactly("r");
    TestChannel watch = registry.watch(red + "&watch=true");
    assertThat(watch.event()).isEqualTo("ADDED r");
    registry.merge(in("v1", "a") + "/r", "{\"spec\":{\"color\":\"blue\"}}");
    JsonNode gone = watch.frame();
    assertThat(gone.path("type").asString()).isEqualTo("DELETED");
    assertThat(gone.at("/object/spec/color").asString()).isEqualTo("red");
    Answer unknown = registry.get(everywhere("v1") + "?fieldSelector=spec.size%3D1");
    assertThat(unknown.status()).isEqualTo(400);
  }

  @Test
  void bothVersionsAreWatchedInOneAndInAllNamespaces() {
    TestChannel all = registry.watch(everywhere("v1beta1") + "?watch=true");
    TestChannel one = registry.watch(in("v1", "b") + "?watch=true");
    registry.create("a", "x");
    registry.create("b", "y");
    JsonNode first = all.frame();
    assertThat(first.at("/object/apiVersion").asString()).isEqualTo("example.com/v1beta1");
    assertThat(first.at("/object/metadata/namespace").asString()).isEqualTo("a");
    assertThat(all.event()).isEqualTo("ADDED y");
    JsonNode only = one.frame();
    assertThat(only.at("/object/apiVersion").asString()).isEqualTo("example.com/v1");
    assertThat(only.at("/object/metadata/name").asString()).isEqualTo("y");
  }

  @Test
  void statusHasASubresourceOfItsOwn() {
    registry.post(in("v1", "a"), gadget("g", "{\"size\":1}"));
    Answer answer =
        registry.merge(
            in("v1beta1", "a") + "/g/status",
            "{\"metadata\":{\"labels\":{\"no\":\"way\"}},\"spec\":{\"size\":9},"
                + "\"status\":{\"phase\":\"Running\"}}");
    assertThat(answer.status()).isEqualTo(200);
    Answer stored = registry.get(in("v1", "a") + "/g");
    assertThat(stored.at("/status/phase")).isEqualTo("Running");
    assertThat(stored.json().at("/spec/size").asInt()).isEqualTo(1);
    assertThat(stored.json().at("/metadata/labels").isMissingNode()).isTrue();
    assertThat(stored.json().at("/metadata/generation").asInt()).isEqualTo(1);
  }

  @Test
  void aCollectionIsDeletedInOneNamespace() {
    registry.create("a", "x", "y");
    registry.create("b", "z");
    assertThat(registry.delete(in("v1", "a")).names()).containsExactly("x", "y");
    assertThat(registry.get(everywhere("v1")).names()).containsExactly("z");
  }

  @Test
  void pagesContinueAcrossNamespaces() {
    registry.create("a", "x", "y");
    registry.create("b", "x");
    Answer first = registry.get(everywhere("v1") + "?limit=1");
    assertThat(first.json().at("/metadata/remainingItemCount").asInt()).isEqualTo(2);
    Answer second =
        registry.get(everywhere("v1") + "?limit=1&continue=" + first.at("/metadata/continue"));
    assertThat(second.names()).containsExactly("y");
    Answer third =
        registry.get(everywhere("v1") + "?limit=1&continue=" + second.at("/metadata/continue"));
    assertThat(third.at("/items/0/metadata/namespace")).isEqualTo("b");
    assertThat(third.at("/metadata/continue")).isEmpty();
  }
}
