package dev.clusterregistry.machinery.strategic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.RandomTrees;
import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.patch.MergePatch;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.WidgetKind;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class StrategicMergePatchTest {
  private static final Schema SCHEMA =
      WidgetKind.of(
              """
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          properties:
                            size: {type: integer}
                            name: {type: string}
                            nested:
                              type: object
                              properties:
                                a: {type: string}
                                b: {type: string}
                            replaced:
                              type: object
                              x-clusterregistry-patch-strategy: replace
                              properties:
                                a: {type: string}
                                b: {type: string}
                            plain:
                              type: array
                              items: {type: string}
                            words:
                              type: array
                              x-clusterregistry-patch-strategy: merge
                              items: {type: string}
                            items:
                              type: array
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [name]
                              x-clusterregistry-patch-strategy: merge
                              x-clusterregistry-patch-merge-key: name
                              items:
                                type: object
                                required: [name]
                                properties:
                                  name: {type: string}
                                  value: {type: integer}
                                  other: {type: integer}
                                  words:
                                    type: array
                                    x-clusterregistry-patch-strategy: merge
                                    items: {type: string}
              """)
          .storageVersion()
          .schema();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // members
        "{'size':1,'name':'a'}|{'size':2,'name':null}|{'size':2}",
        "{'nested':{'a':'1'}}|{'nested':{'b':'2'}}|{'nested':{'a':'1','b':'2'}}",
        "{'nested':{'a':'1'}}|{'nested':{'$patch':'replace','b':'2'}}|{'nested':{'b':'2'}}",
        "{'nested':{'a':'1'}}|{'nested':{'$patch':'delete'}}|{'nested':{}}",
        "{'replaced':{'a':'1'}}|{'replaced':{'b':'2'}}|{'replaced':{'b':'2'}}",
        "{'nested':{'a':'1','b':'2'}}|{'nested':{'$retainKeys':['a'],'a':'3'}}|{'nested':{'a':'3'}}",
        "{'nested':{'a':'1','b':'2'}}|{'nested':{'$retainKeys':['b']}}|{'nested':{'b':'2'}}",
        "{'size':1}|{}|{'size':1}",
        "{}|{'nested':{'a':null,'b':'1'}}|{'nested':{'b':'1'}}",
        "{'size':1}|{'nested':{'$retainKeys':['a'],'a':'3'}}|{'size':1,'nested':{'$retainKeys':['a'],'a':'3'}}",
        "{'size':1}|{'nested':{'$patch':'replace','a':'3'}}|{'size':1}",
        // lists without a strategy
        "{'plain':['a','b']}|{'plain':['c']}|{'plain':['c']}",
        // lists of scalars; what only the patch has comes first, as in Kubernetes
        "{'words':['a','b']}|{'words':['c','a']}|{'words':['c','a','b']}",
        "{'words':['a','b','c']}|{'$deleteFromPrimitiveList/words':['b']}|{'words':['a','c']}",
        "{'words':['a','b']}|{'$setElementOrder/words':['c','b','a'],'words':['c']}|{'words':['c','b','a']}",
        "{'words':['a','b','c']}|{'$setElementOrder/words':['c','a'],'$deleteFromPrimitiveList/words':['b']}|{'words':['c','a']}",
        "{'words':['s','a','t','b']}|{'$setElementOrder/words':['b','a']}|{'words':['s','t','b','a']}",
        "{}|{'words':['a'],'$deleteFromPrimitiveList/words':['b']}|{'words':['a']}",
        "{}|{'$setElementOrder/words':['a','b'],'words':['b']}|{'words':['b']}",
        // lists of objects
        "{'items':[{'name':'a','value':1}]}|{'items':[{'name':'a','other':2}]}|{'items':[{'name':'a','value':1,'other':2}]}",
        "{'items':[{'name':'a'}]}|{'items':[{'name':'b'}]}|{'items':[{'name':'b'},{'name':'a'}]}",
        "{'items':[{'name':'a'},{'name':'b'}]}|{'items':[{'name':'a','$patch':'delete'}]}|{'items':[{'name':'b'}]}",
        "{'items':[{'name':'a'}]}|{'items':[{'name':'z','$patch':'delete'}]}|{'items':[{'name':'a'}]}",
        "{'items':[{'name':'a'}]}|{'items':[{'$patch':'replace'},{'name':'b'}]}|{'items':[{'name':'b'}]}",
        "{'items':[{'name':'a'},{'name':'b'},{'name':'c'}]}|{'$setElementOrder/items':[{'name':'c'},{'name':'a'}],'items':[{'name':'c','value':1}]}|{'items':[{'name':'b'},{'name':'c','value':1},{'name':'a'}]}",
        "{'items':[{'name':'a','words':['x']}]}|{'items':[{'name':'a','words':['y']}]}|{'items':[{'name':'a','words':['y','x']}]}",
        "{'items':[{'name':'a','value':1}]}|{'items':[{'name':'a','value':null}]}|{'items':[{'name':'a'}]}",
        "{}|{'items':[{'name':'a','value':null},{'name':'b','$patch':'delete'}]}|{'items':[{'name':'a'}]}",
        "{'items':[{'name':'a'}]}|{'items':[]}|{'items':[{'name':'a'}]}",
      })
  void merges(String spec, String patch, String expected) {
    ObjectNode target = json("{'spec':" + spec + "}");
    String before = GoJson.text(target);
    ObjectNode result = patch("{'spec':" + patch + "}").apply(target, SCHEMA);
    assertThat(GoJson.text(result)).isEqualTo(("{'spec':" + expected + "}").replace('\'', '"'));
    assertThat(GoJson.text(target)).isEqualTo(before);
  }

  @Test
  void metadataIsMergedByItsOwnKeys() {
    ObjectNode target =
        json(
            "{'metadata':{'labels':{'a':'1','b':'2'},'finalizers':['x/a','x/b'],'ownerReferences':[{'uid':'1','name':'n'}]}}");
    ObjectNode result =
        patch(
                "{'metadata':{'labels':{'a':null,'c':'3'},'$deleteFromPrimitiveList/finalizers':['x/a'],'finalizers':['x/c'],'ownerReferences':[{'uid':'2'},{'uid':'1','kind':'K'}]}}")
            .apply(target, SCHEMA);
    assertThat(GoJson.text(result).replace('"', '\''))
        .isEqualTo(
            "{'metadata':{'labels':{'b':'2','c':'3'},'finalizers':['x/c','x/b'],"
                + "'ownerReferences':[{'uid':'2'},{'uid':'1','name':'n','kind':'K'}]}}");
    assertThat(
            patch("{'metadata':{'labels':{'$patch':'replace','only':'me'}}}")
                .apply(target, SCHEMA)
                .at("/metadata/labels"))
        .isEqualTo(json("{'only':'me'}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'nested':{'$patch':'frobnicate'}}|500|unknown patch type: frobnicate in map: map[$patch:frobnicate]",
        "{'items':[{'name':'a','$patch':'x'}]}|500|unknown patch type: x in map: map[$patch:x name:a]",
        "{'items':[{'name':'a','$patch':'merge'}]}|500|merging lists cannot yet be specified in the patch",
        "{'items':[{'value':1}]}|500|map: map[value:1] does not contain declared merge key: name",
        "{'items':['x']}|500|list element types are not identical: [[map[name:a]] [x]]",
        "{'words':[['x']]}|422|the server rejected our request due to an error in our request",
        "{'nested':{'$retainKeys':'a'}}|400|invalid patch format of retainKeys",
        "{'nested':{'$retainKeys':['a'],'b':'1'}}|400|invalid patch format of retainKeys",
        "{'$setElementOrder/words':'a'}|500|expected a []interface {}, but received a string",
        "{'$setElementOrder/words':5}|500|expected a []interface {}, but received a int64",
        "{'$setElementOrder/words':null}|500|expected a []interface {}, but received a %!s(<nil>)",
        "{'nested':{'$patch':5}}|500|unknown patch type: %!s(int64=5) in map: map[$patch:5]",
        "{'nested':{'$patch':null}}|500|unknown patch type: %!s(<nil>) in map: map[$patch:<nil>]",
        "{'$setElementOrder':[]}|400|invalid patch format of setElementOrder list",
        "{'$deleteFromPrimitiveList':[]}|400|invalid patch format of primitive list",
        "{'$setElementOrder/words':['a','b'],'words':['b','a']}|500|`The order in patch list:\n[b a]\n doesn't match $setElementOrder list:\n[a b]\n`",
      })
  void wrongDirectivesAreRefused(String patch, int code, String message) {
    ObjectNode target = json("{'spec':{'nested':{'a':'1'},'items':[{'name':'a'}],'words':['a']}}");
    assertThatThrownBy(() -> patch("{'spec':" + patch + "}").apply(target, SCHEMA))
        .isInstanceOfSatisfying(
            StatusException.class, failure -> assertThat(failure.status().code()).isEqualTo(code))
        .hasMessage(message);
  }

  @Test
  void whatIsNoObjectIsABadRequest() {
    assertThatThrownBy(() -> patch("[]"))
        .hasMessage("json: cannot unmarshal array into Go value of type map[string]interface {}");
    assertThatThrownBy(() -> patch("{")).hasMessage("unexpected end of JSON input");
    assertThat(patch("{'a':1,'a':2}").problems()).containsExactly("duplicate field \"a\"");
  }

  @Test
  void withoutListsAndDirectivesItIsAMergePatch() {
    long seed = new Random().nextLong();
    System.out.println("withoutListsAndDirectivesItIsAMergePatch seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      ObjectNode target = RandomTrees.object(random, 3);
      String before = GoJson.text(target);
      String patch = GoJson.text(RandomTrees.object(random, 3));
      if (!patch.contains("[")) {
        ObjectNode merged = MergePatch.parse(patch.getBytes(UTF_8)).apply(target);
        ObjectNode result = StrategicMergePatch.parse(patch.getBytes(UTF_8)).apply(target, SCHEMA);
        assertThat(Trees.same(result, merged)).as("seed %d: %s %s", seed, before, patch).isTrue();
        assertThat(GoJson.text(target)).isEqualTo(before);
      }
    }
  }

  private static StrategicMergePatch patch(String json) {
    return StrategicMergePatch.parse(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static ObjectNode json(String json) {
    return MergePatch.parse(json.replace('\'', '"').getBytes(UTF_8)).patch();
  }
}
