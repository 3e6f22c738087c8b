package dev.clusterregistry.machinery.apply;

import static dev.clusterregistry.machinery.apply.Widgets.NOW;
import static dev.clusterregistry.machinery.apply.Widgets.V1;
import static dev.clusterregistry.machinery.apply.Widgets.apply;
import static dev.clusterregistry.machinery.apply.Widgets.at;
import static dev.clusterregistry.machinery.apply.Widgets.json;
import static dev.clusterregistry.machinery.apply.Widgets.nothing;
import static dev.clusterregistry.machinery.apply.Widgets.owners;
import static dev.clusterregistry.machinery.apply.Widgets.stored;
import static dev.clusterregistry.machinery.apply.Widgets.update;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class FieldManagementTest {

  @Test
  void aCreateIsAttributedToItsManager() {
    ObjectNode object =
        update(
            nothing(),
            "tool",
            "{'apiVersion':'example.com/v1','kind':'Widget','metadata':{'name':'w','uid':'u','labels':{'t':'x'},'generation':1},'spec':{'size':1,'list':['a']},'status':{'conditions':[]}}");
    assertThat(owners(object))
        .isEqualTo(
            "tool Update {'f:metadata':{'f:labels':{'.':{},'f:t':{}}},'f:spec':{'f:list':{},'f:size':{}}}");
    assertThat(at(object, "/metadata/managedFields/0/time")).isEqualTo("'" + NOW + "'");
  }

  @Test
  void anUpdateAddsToWhatItsManagerOwnsAndTakesFromOthers() {
    ObjectNode object = update(nothing(), "a", "{'spec':{'size':1,'name':'n'}}");
    object = update(stored(object), "b", "{'spec':{'size':2}}");
    object = update(object, "a", "{'spec':{'enabled':true}}");
    assertThat(owners(object))
        .isEqualTo(
            "a Update {'f:spec':{'f:enabled':{},'f:name':{}}}\nb Update {'f:spec':{'f:size':{}}}");
  }

  @Test
  void onlyChangedEntriesGetANewTime() {
    ObjectNode object = update(nothing(), "a", "{'spec':{'size':1}}");
    object = update(stored(object), "b", "{'spec':{'name':'n'}}", "2026-05-05T00:00:00Z");
    assertThat(at(object, "/metadata/managedFields/0/time")).isEqualTo("'" + NOW + "'");
    assertThat(at(object, "/metadata/managedFields/1/time")).isEqualTo("'2026-05-05T00:00:00Z'");
    ObjectNode same = update(object, "b", "{'spec':{'name':'n'}}", "2027-05-05T00:00:00Z");
    assertThat(same).isEqualTo(object);
  }

  @Test
  void aRemovedFieldLeavesAllSets() {
    ObjectNode object = update(nothing(), "a", "{'spec':{'map':{'x':'1','y':'1'}}}");
    object = update(stored(object), "b", "{'spec':{'map':{'x':null}}}");
    assertThat(owners(object)).isEqualTo("a Update {'f:spec':{'f:map':{'.':{},'f:y':{}}}}");
    object = update(object, "b", "{'spec':null}");
    assertThat(owners(object)).isEmpty();
    assertThat(object.path("metadata").has("managedFields")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]"})
  void clearingForgetsAllManagersUntilTheNextApply(String reset) {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'size':1}}");
    object = update(stored(object), "x", "{'metadata':{'managedFields':" + reset + "}}");
    assertThat(owners(object)).isEmpty();
    object = update(object, "x", "{'spec':{'size':2}}");
    assertThat(owners(object)).isEmpty();
    assertThat(owners(apply(object, "m1", "{'spec':{'size':2}}"))).contains("before-first-apply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[{'manager':'m','operation':'Frob','apiVersion':'example.com/v1','fieldsType':'FieldsV1','fieldsV1':{}}]",
        "[{'manager':'m','operation':'Apply','fieldsType':'FieldsV1','fieldsV1':{}}]",
        "[{'manager':'m','operation':'Apply','apiVersion':'example.com/v1','fieldsV1':{}}]",
        "[{'manager':'m','operation':'Apply','apiVersion':'example.com/v1','fieldsType':'FieldsV2','fieldsV1':{}}]",
        "[{'manager':'m','operation':'Apply','apiVersion':'example.com/v1','fieldsType':'FieldsV1','fieldsV1':{'bad':{}}}]",
      })
  void absentOrUndecodableManagersAreThoseOfTheLiveObject(String sent) {
    ObjectNode live = stored(apply(nothing(), "m1", "{'spec':{'size':1}}"));
    ObjectNode object = update(live, "x", "{'metadata':{'managedFields':" + sent + "}}");
    assertThat(owners(object)).isEqualTo("m1 Apply {'f:spec':{'f:size':{}}}");
  }

  @Test
  void managersCanBeSetByARequest() {
    ObjectNode live = stored(apply(nothing(), "m1", "{'spec':{'size':1}}"));
    ObjectNode object =
        update(
            live,
            "x",
            "{'metadata':{'managedFields':[{'manager':'new','operation':'Apply','apiVersion':'example.com/v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:size':{}}}}]}}");
    assertThat(owners(object)).isEqualTo("new Apply {'f:spec':{'f:size':{}}}");
  }

  @Test
  void aSubresourceIgnoresTheManagersOfTheRequest() {
    ObjectNode live = stored(apply(nothing(), "m1", "{'spec':{'size':1}}"));
    ObjectNode sent =
        json(
            "{'apiVersion':'example.com/v1','kind':'Widget','metadata':{'name':'w','uid':'u','managedFields':[]},'spec':{'size':1},'status':{'conditions':[{'type':'OK'}]}}");
    ObjectNode object = FieldManagement.ofStatus(V1).update(live, sent, "ctl", NOW);
    assertThat(owners(object))
        .isEqualTo(
            "m1 Apply {'f:spec':{'f:size':{}}}\n"
                + "ctl Update status {'f:status':{'f:conditions':{'.':{},'k:{\\'type\\':\\'OK\\'}':{'.':{},'f:type':{}}}}}");
  }

  @Test
  void whatTheSchemaCannotNameKeepsTheLiveManagers() {
    ObjectNode live = stored(apply(nothing(), "m1", "{'spec':{'size':1}}"));
    ObjectNode object =
        update(live, "x", "{'spec':{'ports':[{'name':'no key','port':null}],'set':[null]}}");
    assertThat(owners(object)).isEqualTo("m1 Apply {'f:spec':{'f:size':{}}}");
  }

  @Test
  void theOldestUpdatersBecomeOne() {
    ObjectNode object = apply(nothing(), "applier", "{'spec':{'size':1}}");
    object = stored(object);
    for (int i = 0; i < 12; i++) {
      String now = "2026-01-02T03:04:" + (10 + i) + "Z";
      object = update(object, "u" + i, "{'spec':{'map':{'k" + i + "':'v'}}}", now);
    }
    assertThat(object.at("/metadata/managedFields")).hasSize(11);
    assertThat(owners(object))
        .contains("applier Apply")
        .contains(
            "ancient-changes Update {'f:spec':{'f:map':{'.':{},'f:k0':{},'f:k1':{},'f:k2':{}}}}")
        .doesNotContain("u0 Update", "u1 Update", "u2 Update")
        .contains("u3 Update");
  }

  @Test
  void timesDoNotMakeADifference() {
    ObjectNode one = update(nothing(), "a", "{'spec':{'size':1}}");
    ObjectNode two = update(nothing(), "a", "{'spec':{'size':1}}", "2030-01-01T00:00:00Z");
    assertThat(FieldManagement.sameOwners(one, two)).isTrue();
    assertThat(FieldManagement.sameOwners(one, nothing())).isFalse();
    assertThat(FieldManagement.sameOwners(nothing(), nothing())).isTrue();
  }
}
