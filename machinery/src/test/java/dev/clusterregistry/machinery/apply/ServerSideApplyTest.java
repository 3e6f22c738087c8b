package dev.clusterregistry.machinery.apply;

import static dev.clusterregistry.machinery.apply.Widgets.NOW;
import static dev.clusterregistry.machinery.apply.Widgets.V1;
import static dev.clusterregistry.machinery.apply.Widgets.V2;
import static dev.clusterregistry.machinery.apply.Widgets.apply;
import static dev.clusterregistry.machinery.apply.Widgets.applyStatus;
import static dev.clusterregistry.machinery.apply.Widgets.at;
import static dev.clusterregistry.machinery.apply.Widgets.force;
import static dev.clusterregistry.machinery.apply.Widgets.json;
import static dev.clusterregistry.machinery.apply.Widgets.nothing;
import static dev.clusterregistry.machinery.apply.Widgets.owners;
import static dev.clusterregistry.machinery.apply.Widgets.stored;
import static dev.clusterregistry.machinery.apply.Widgets.update;
import static dev.clusterregistry.machinery.apply.Widgets.widget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ServerSideApplyTest {

  @Test
  void creatingMakesAnEntryOfAllThatIsApplied() {
    ObjectNode object =
        apply(
            nothing(),
            "m1",
            "{'metadata':{'labels':{'t':'x'}},'spec':{'size':1,'list':['a'],'map':{'k':'v'},'whole':{'a':'1'},'nested':{'a':'1'}}}");
    assertThat(at(object, "/metadata/managedFields"))
        .isEqualTo(
            "[{'manager':'m1','operation':'Apply','apiVersion':'example.com/v1','time':'"
                + NOW
                + "','fieldsType':'FieldsV1','fieldsV1':{'f:metadata':{'f:labels':{'f:t':{}}},"
                + "'f:spec':{'f:list':{},'f:map':{'f:k':{}},'f:nested':{'f:a':{}},'f:size':{},"
                + "'f:whole':{}}}}]");
    assertThat(at(object, "/spec/map")).isEqualTo("{'k':'v'}");
    assertThat(at(object, "/metadata/name")).isEqualTo("'w'");
  }

  @Test
  void applyingAgainChangesNothing() {
    String configuration =
        "{'metadata':{'labels':{'t':'x'}},'spec':{'size':1,'set':['a','b'],'ports':[{'port':80}]}}";
    ObjectNode first = apply(nothing(), "m1", configuration);
    ObjectNode later =
        new ServerSideApply(FieldManagement.ofObject(V1))
            .apply(first, widget(configuration), "m1", false, "2027-01-01T00:00:00Z");
    assertThat(later).isEqualTo(first);
  }

  @Test
  void whatIsAppliedNoMoreGoesAway() {
    ObjectNode object =
        apply(
            nothing(),
            "m1",
            "{'metadata':{'labels':{'t':'x','u':'y'}},'spec':{'size':1,'map':{'k':'v'},'set':['a','b'],'ports':[{'port':80,'name':'p'}],'nested':{'a':'1'}}}");
    object = apply(object, "m1", "{'metadata':{'labels':{'t':'x'}},'spec':{'set':['b']}}");
    assertThat(at(object, "/metadata/labels")).isEqualTo("{'t':'x'}");
    assertThat(at(object, "/spec")).isEqualTo("{'set':['b']}");
    object = apply(object, "m1", "{}");
    assertThat(object.has("spec")).isFalse();
    assertThat(owners(object)).isEmpty();
  }

  @Test
  void whatOthersOwnStays() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'size':1,'map':{'a':'1','b':'2'}}}");
    object = apply(object, "m2", "{'spec':{'size':1,'map':{'b':'2','c':'3'}}}");
    object = apply(object, "m1", "{'metadata':{}}");
    assertThat(at(object, "/spec")).isEqualTo("{'size':1,'map':{'b':'2','c':'3'}}");
    assertThat(owners(object))
        .isEqualTo("m2 Apply {'f:spec':{'f:map':{'f:b':{},'f:c':{}},'f:size':{}}}");
  }

  @Test
  void aFieldOfAnotherIsAConflict() {
    ObjectNode live = apply(nothing(), "m1", "{'metadata':{'labels':{'x':'1'}}}");
    assertThatThrownBy(() -> apply(live, "m2", "{'metadata':{'labels':{'x':'2'}}}"))
        .isInstanceOfSatisfying(
            StatusException.class,
            conflict ->
                assertThat(new String(conflict.status().toJson(), StandardCharsets.UTF_8))
                    .isEqualTo(
                        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                            + "\"message\":\"Apply failed with 1 conflict: conflict with \\\"m1\\\": .metadata.labels.x\","
                            + "\"reason\":\"Conflict\",\"details\":{\"causes\":[{\"reason\":\"FieldManagerConflict\","
                            + "\"message\":\"conflict with \\\"m1\\\"\",\"field\":\".metadata.labels.x\"}]},\"code\":409}"));
  }

  @Test
  void severalConflictsAreListedByManager() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'map':{'x':'1'},'list':['a']}}");
    ObjectNode live = update(stored(object), "upd", "{'metadata':{'annotations':{'y':'1'}}}");
    assertThatThrownBy(
            () ->
                apply(
                    live,
                    "m3",
                    "{'metadata':{'annotations':{'y':'2'}},'spec':{'map':{'x':'2'},'list':['b']}}"))
        .hasMessage(
            "Apply failed with 3 conflicts: conflicts with \"m1\":\n- .spec.list\n- .spec.map.x\n"
                + "conflicts with \"upd\" using example.com/v1:\n- .metadata.annotations.y");
  }

  @Test
  void forceTakesFieldsFromTheirOwners() {
    ObjectNode object = apply(nothing(), "m1", "{'metadata':{'labels':{'t':'x','x':'1'}}}");
    object = force(object, "m2", "{'metadata':{'labels':{'t':'x','x':'2'}}}");
    assertThat(at(object, "/metadata/labels")).isEqualTo("{'t':'x','x':'2'}");
    assertThat(owners(object))
        .isEqualTo(
            "m1 Apply {'f:metadata':{'f:labels':{'f:t':{}}}}\n"
                + "m2 Apply {'f:metadata':{'f:labels':{'f:t':{},'f:x':{}}}}");
  }

  @Test
  void theSameValueIsSharedAndACoOwnerHasNoTime() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'size':1}}");
    object = apply(object, "m2", "{'spec':{'size':1}}");
    assertThat(owners(object))
        .contains("m1 Apply {'f:spec':{'f:size':{}}}", "m2 Apply {'f:spec':{'f:size':{}}}");
    assertThat(at(object, "/metadata/managedFields/0/manager")).isEqualTo("'m2'");
    assertThat(object.at("/metadata/managedFields/0").has("time")).isFalse();
  }

  @Test
  void updatesTakeFieldsFromAppliers() {
    ObjectNode object = apply(nothing(), "m1", "{'metadata':{'labels':{'x':'1','y':'1','z':'1'}}}");
    object = update(stored(object), "upd", "{'metadata':{'labels':{'x':'2','z':null}}}");
    assertThat(owners(object))
        .isEqualTo(
            "m1 Apply {'f:metadata':{'f:labels':{'f:y':{}}}}\n"
                + "upd Update {'f:metadata':{'f:labels':{'f:x':{}}}}");
  }

  @Test
  void finalizersAreASet() {
    ObjectNode object = apply(nothing(), "m1", "{'metadata':{'finalizers':['example.com/a']}}");
    object = apply(object, "m2", "{'metadata':{'finalizers':['example.com/b']}}");
    assertThat(at(object, "/metadata/finalizers")).isEqualTo("['example.com/a','example.com/b']");
    assertThat(owners(object))
        .isEqualTo(
            "m1 Apply {'f:metadata':{'f:finalizers':{'v:\\'example.com/a\\'':{}}}}\n"
                + "m2 Apply {'f:metadata':{'f:finalizers':{'v:\\'example.com/b\\'':{}}}}");
    object = apply(object, "m1", "{}");
    assertThat(at(object, "/metadata/finalizers")).isEqualTo("['example.com/b']");
  }

  @Test
  void itemsOfAMapListAreMergedByTheirKeys() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'ports':[{'port':80,'name':'a'}]}}");
    object = apply(object, "m2", "{'spec':{'ports':[{'port':443},{'port':80,'protocol':'UDP'}]}}");
    object = apply(object, "m3", "{'spec':{'ports':[{'port':443,'name':'s'}]}}");
    assertThat(at(object, "/spec/ports"))
        .isEqualTo("[{'port':80,'name':'a'},{'port':443,'name':'s'},{'port':80,'protocol':'UDP'}]");
    assertThat(owners(object))
        .contains(
            "m1 Apply {'f:spec':{'f:ports':{'k:{\\'port\\':80,\\'protocol\\':\\'TCP\\'}':{'.':{},'f:name':{},'f:port':{}}}}}");
    object = apply(object, "m2", "{}");
    assertThat(at(object, "/spec/ports"))
        .isEqualTo("[{'port':80,'name':'a'},{'port':443,'name':'s'}]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "['a','b','c']|['c','a']|['b','c','a']",
        "['a','b','c']|['b','x','a']|['b','c','x','a']",
        "['a','b']|['x','y']|['a','b','x','y']",
        "['x','a','y','b']|['b','a']|['x','y','b','a']",
        "['a']|['b','a']|['b','a']",
        "[]|['a']|['a']",
      })
  void appliedItemsKeepTheirOrderAmongLiveOnes(String live, String applied, String merged) {
    ObjectNode object = update(nothing(), "upd", "{'spec':{'set':" + live + "}}");
    object = apply(stored(object), "m", "{'spec':{'set':" + applied + "}}");
    assertThat(at(object, "/spec/set")).isEqualTo(merged);
  }

  @Test
  void freeFieldsAreGranularObjectsWithAtomicLists() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'any':{'a':{'x':1},'l':[1]}}}");
    object = apply(object, "m2", "{'spec':{'any':{'a':{'y':2}}}}");
    assertThat(at(object, "/spec/any")).isEqualTo("{'a':{'x':1,'y':2},'l':[1]}");
    ObjectNode live = object;
    assertThatThrownBy(() -> apply(live, "m2", "{'spec':{'any':{'l':[2]}}}"))
        .hasMessage("Apply failed with 1 conflict: conflict with \"m1\": .spec.any.l");
  }

  @Test
  void anAtomicObjectHasOneOwner() {
    ObjectNode live = apply(nothing(), "m1", "{'spec':{'whole':{'a':'1'}}}");
    assertThatThrownBy(() -> apply(live, "m2", "{'spec':{'whole':{'b':'1'}}}"))
        .hasMessage("Apply failed with 1 conflict: conflict with \"m1\": .spec.whole");
    assertThat(at(force(live, "m2", "{'spec':{'whole':{'b':'1'}}}"), "/spec/whole"))
        .isEqualTo("{'b':'1'}");
  }

  @Test
  void statusBelongsToItsSubresource() {
    ObjectNode object =
        apply(nothing(), "m1", "{'spec':{'size':1},'status':{'conditions':[{'type':'OK'}]}}");
    assertThat(owners(object)).isEqualTo("m1 Apply {'f:spec':{'f:size':{}}}");
    ObjectNode live = json(GoJson.text(object));
    live.remove("status");
    object =
        applyStatus(
            live,
            "ctl",
            "{'spec':{'size':2},'status':{'conditions':[{'type':'OK','status':'T'}]}}");
    assertThat(owners(object))
        .isEqualTo(
            "ctl Apply status {'f:status':{'f:conditions':{'k:{\\'type\\':\\'OK\\'}':{'.':{},'f:status':{},'f:type':{}}}}}\n"
                + "m1 Apply {'f:spec':{'f:size':{}}}");
    ObjectNode other =
        applyStatus(object, "ctl2", "{'status':{'conditions':[{'type':'Joined','status':'T'}]}}");
    assertThat(at(other, "/status/conditions"))
        .isEqualTo("[{'type':'OK','status':'T'},{'type':'Joined','status':'T'}]");
    assertThatThrownBy(
            () ->
                applyStatus(other, "c3", "{'status':{'conditions':[{'type':'OK','status':'F'}]}}"))
        .hasMessage(
            "Apply failed with 1 conflict: conflict with \"ctl\" with subresource \"status\":"
                + " .status.conditions[type=\"OK\"].status");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'apiVersion':'example.com/v1','kind':'Pod'}|invalid object type: example.com/v1, Kind=Pod",
        "{'apiVersion':'v1','kind':'Widget'}|invalid object type: /v1, Kind=Widget",
        "{'metadata':{'name':'w'}}|invalid object type: /, Kind=",
        "{'apiVersion':'example.com/v1','kind':'Widget','metadata':{'managedFields':[]}}|metadata.managedFields must be nil",
      })
  void whatIsNoConfigurationIsABadRequest(String configuration, String message) {
    assertThatThrownBy(
            () ->
                new ServerSideApply(FieldManagement.ofObject(V1))
                    .apply(nothing(), json(configuration), "m", false, NOW))
        .isInstanceOfSatisfying(
            StatusException.class, failure -> assertThat(failure.status().code()).isEqualTo(400))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'spec':{'foo':1}}|.spec.foo: field not declared in schema",
        "{'spec':'text'}|.spec: expected map, got &{text}",
        "{'spec':{'nested':[{'b':1,'a':'x'}]}}|.spec.nested: expected map, got &{[map[a:x b:1]]}",
        "{'spec':{'list':'x'}}|.spec.list: expected list, got &{x}",
        "{'spec':{'size':'x'}}|.spec.size: expected numeric (int or float), got string",
        "{'spec':{'name':1}}|.spec.name: expected string, got &value.valueUnstructured{Value:1}",
        "{'spec':{'enabled':'x'}}|.spec.enabled: expected boolean, got &{x}",
        "{'spec':{'size':'x','enabled':1}}|`errors:\n  .spec.size: expected numeric (int or float), got string\n  .spec.enabled: expected boolean, got &{1}`",
        "{'spec':{'set':['a','a']}}|.spec.set: duplicate entries for key [=\"a\"]",
        "{'spec':{'set':[{}]}}|.spec.set: element 0: associative list without keys has an element that's a map type",
        "{'spec':{'ports':[{'port':1},{'port':1}]}}|.spec.ports: duplicate entries for key [port=1,protocol=\"TCP\"]",
        "{'spec':{'ports':[{'port':1,'name':2}]}}|.spec.ports[port=1,protocol=\"TCP\"].name: expected string, got &value.valueUnstructured{Value:2}",
        "{'status':{'conditions':[{'status':'T'}]}}|.status.conditions: element 0: associative list with keys has an element that omits all key fields [\"type\"] (and doesn't have default values for any key fields)",
        "{'status':{'conditions':[null]}}|.status.conditions: element 0: associative list with keys may not have a null element",
      })
  void whatTheSchemaDoesNotAllowIsAnUnclassifiedError(String configuration, String problem) {
    assertThatThrownBy(
            () -> {
              ObjectNode applied = widget("{}");
              applied.setAll(json(configuration));
              new ServerSideApply(FieldManagement.ofObject(V1))
                  .apply(nothing(), applied, "m", false, NOW);
            })
        .isInstanceOfSatisfying(
            StatusException.class,
            failure -> {
              assertThat(failure.status().code()).isEqualTo(500);
              assertThat(failure.status().reason()).isEmpty();
            })
        .hasMessage(
            "failed to create typed patch object (/w; example.com/v1, Kind=Widget): " + problem);
  }

  @Test
  void repeatedItemsOfALiveObjectAreReplacedByTheAppliedOne() {
    ObjectNode object = update(nothing(), "upd", "{'spec':{'set':['a','b','a']}}");
    ObjectNode live = stored(object);
    assertThatThrownBy(() -> apply(live, "m", "{'spec':{'set':['a']}}"))
        .hasMessageEndingWith(".spec.set[=\"a\"]");
    object = force(live, "m", "{'spec':{'set':['a']}}");
    assertThat(at(object, "/spec/set")).isEqualTo("['a','b']");
  }

  @Test
  void whatExistedBeforeTheFirstApplyHasItsOwnManager() {
    ObjectNode live = stored(widget("{'metadata':{'labels':{'x':'1'}},'spec':{'size':1}}"));
    ObjectNode object = apply(live, "m9", "{'metadata':{'labels':{'x':'1'}}}");
    assertThat(owners(object))
        .isEqualTo(
            "m9 Apply {'f:metadata':{'f:labels':{'f:x':{}}}}\n"
                + "before-first-apply Update {'f:metadata':{'f:labels':{'.':{},'f:x':{}}},'f:spec':{'f:size':{}}}");
    assertThatThrownBy(() -> apply(live, "m9", "{'spec':{'size':2}}"))
        .hasMessage(
            "Apply failed with 1 conflict: conflict with \"before-first-apply\" using"
                + " example.com/v1: .spec.size");
  }

  @Test
  void anApplyInAnotherVersionReplacesTheEntry() {
    ObjectNode object = apply(nothing(), "m", "{'spec':{'size':1,'name':'n','onlyInOne':'x'}}");
    ObjectNode inTwo = new Typed(object, V1).in(V2).tree();
    object =
        new ServerSideApply(FieldManagement.ofObject(V2))
            .apply(inTwo, widget(V2, "{'spec':{'size':2}}"), "m", false, NOW);
    assertThat(at(object, "/spec")).isEqualTo("{'size':2}");
    assertThat(owners(object)).isEqualTo("m Apply {'f:spec':{'f:size':{}}}");
    assertThat(at(object, "/metadata/managedFields/0/apiVersion")).isEqualTo("'example.com/v2'");
  }

  @Test
  void conflictsAreFoundAcrossVersions() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'size':1}}");
    ObjectNode inTwo = new Typed(object, V1).in(V2).tree();
    assertThatThrownBy(
            () ->
                new ServerSideApply(FieldManagement.ofObject(V2))
                    .apply(inTwo, widget(V2, "{'spec':{'size':2}}"), "m2", false, NOW))
        .hasMessage("Apply failed with 1 conflict: conflict with \"m1\": .spec.size");
  }

  @Test
  void ownersInAVersionThatIsGoneAreForgotten() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'size':1}}");
    ObjectNode old =
        json(
            GoJson.text(object)
                .replace(
                    "\"apiVersion\":\"example.com/v1\",\"time\"",
                    "\"apiVersion\":\"example.com/v0\",\"time\""));
    assertThat(owners(apply(old, "m2", "{'spec':{'size':2}}")))
        .isEqualTo("m2 Apply {'f:spec':{'f:size':{}}}");
  }

  @Test
  void kubectlTakesOverWhatItAppliedOnTheClient() {
    String last =
        "{\\\"apiVersion\\\":\\\"example.com/v1\\\",\\\"kind\\\":\\\"Widget\\\",\\\"spec\\\":{\\\"size\\\":1,\\\"name\\\":\\\"old\\\"}}";
    ObjectNode live =
        stored(
            update(
                nothing(),
                "kubectl-client-side-apply",
                "{'metadata':{'name':'w','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'"
                    + last
                    + "'}},'spec':{'size':1,'name':'new'}}"));
    ObjectNode object = apply(live, "kubectl", "{'spec':{'size':2}}");
    assertThat(at(object, "/spec")).isEqualTo("{'size':2,'name':'new'}");
    assertThat(
            object
                .at("/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration")
                .stringValue())
        .isEqualTo(
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":2}}\n");
    assertThatThrownBy(() -> apply(live, "kubectl", "{'spec':{'size':2,'name':'x'}}"))
        .hasMessage(
            "Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using"
                + " example.com/v1: .spec.name");
    assertThatThrownBy(() -> apply(live, "other", "{'spec':{'size':2}}"))
        .hasMessageStartingWith("Apply failed with 1 conflict");
  }

  @Test
  void fieldsThatHaveBecomeAtomicAreOwnedAsAWhole() {
    ObjectNode object = apply(nothing(), "m1", "{'spec':{'whole':{'a':'1'},'list':['x']}}");
    ObjectNode old =
        json(
            GoJson.text(object)
                .replace("\"f:list\":{}", "\"f:list\":{\"v:\\\"x\\\"\":{}}")
                .replace("\"f:whole\":{}", "\"f:whole\":{\"f:a\":{}}"));
    object = update(stored(old), "upd", "{'spec':{'size':1}}");
    assertThat(owners(object)).startsWith("m1 Apply {'f:spec':{'f:list':{},'f:whole':{}}}");
  }
}
