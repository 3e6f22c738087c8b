package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Server-side apply as clients see it. */
class ApplyTest {
  private static final String WIDGET = "/apis/example.com/v1/widgets/w";
  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private static String widget(String members) {
    return "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},"
        + members.replace('\'', '"')
        + "}";
  }

  private Answer apply(String query, String members) {
    return registry.apply(WIDGET + "?" + query, widget(members));
  }

  @Test
  void createsWhatIsNotThere() {
    Answer answer = apply("fieldManager=m", "'spec':{'size':1}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/metadata/managedFields/0/fieldsV1").toString())
        .isEqualTo("{\"f:spec\":{\"f:size\":{}}}");
    assertThat(apply("fieldManager=m", "'spec':{'size':2}").status()).isEqualTo(200);
  }

  @Test
  void aVersionThatIsNoNumberIsRefusedEvenIfItCreates() {
    Answer answer =
        registry.apply(
            WIDGET + "?fieldManager=m",
            "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\","
                + "\"metadata\":{\"name\":\"w\",\"resourceVersion\":\"-1\"}}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.message()).isEqualTo("strconv.ParseUint: parsing \"-1\": invalid syntax");
  }

  @Test
  void anEmptySpecIsOwnedButNeverInTheWay() {
    Answer answer = apply("fieldManager=one", "'spec':{}");
    assertThat(answer.json().at("/metadata/managedFields/0/fieldsV1").toString())
        .isEqualTo("{\"f:spec\":{}}");
    assertThat(apply("fieldManager=two", "'spec':{'size':1}").status()).isEqualTo(200);
    assertThat(apply("fieldManager=two", "'spec':{}").json().at("/spec").has("size")).isFalse();
  }

  @Test
  void whatOnlyLooksWellFormedIsRefusedInTheWordsOfItsConverter() {
    String[][] times = {
      {"5", "json: cannot unmarshal number into Go value of type string"},
      {"\"\"", "parsing time \"\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"2006\""}
    };
    for (String[] time : times) {
      String body =
          "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\","
              + "\"creationTimestamp\":"
              + time[0]
              + "}}";
      Answer answer = registry.apply(WIDGET + "?fieldManager=m", body);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.message())
          .isEqualTo(
              "failed to convert new object (/w; example.com/v1, Kind=Widget) to proper version:"
                  + " unable to convert unstructured object to example.com/v1, Kind=Widget: "
                  + time[1]);
    }
  }

  @Test
  void anotherTypeIsRefusedInKubernetesWords() {
    String[][] types = {
      {"5", "\"example.com/v1\"", "example.com/v1, Kind="},
      {"\"Widget\"", "\"a/b/c\"", "/, Kind="},
      {"\"Widget\"", "\"v1\"", "/v1, Kind=Widget"}
    };
    for (String[] type : types) {
      String body = "{\"kind\":" + type[0] + ",\"apiVersion\":" + type[1] + "}";
      assertThat(registry.apply(WIDGET + "?fieldManager=m", body).message())
          .isEqualTo("invalid object type: " + type[2]);
    }
  }

  @Test
  void needsThePermissionToCreateOnlyIfItCreates() {
    assertThat(registry.asking(WIDGET + "?fieldManager=m", widget("'spec':{'size':1}")))
        .isEqualTo(List.of("create"));
    assertThat(registry.asking(WIDGET + "?fieldManager=m", widget("'spec':{'size':2}"))).isEmpty();
  }

  @Test
  void aDryRunCreatesNothing() {
    Answer answer = apply("fieldManager=m&dryRun=All", "'spec':{'size':1}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/metadata/resourceVersion").isMissingNode()).isTrue();
    assertThat(registry.get(WIDGET).status()).isEqualTo(404);
  }

  @Test
  void aStatusCannotBeAppliedToWhatIsNotThere() {
    String status = "/apis/example.com/v1/widgets/w/status?fieldManager=m";
    assertThat(registry.apply(status, widget("'status':{'phase':'x'}")).status()).isEqualTo(404);
  }

  @Test
  void aUidNamesAnObjectThatMustExist() {
    Answer answer =
        registry.apply(
            WIDGET + "?fieldManager=m",
            widget("'spec':{}").replace("\"name\":\"w\"", "\"name\":\"w\",\"uid\":\"u\""));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message())
        .isEqualTo(
            "Operation cannot be fulfilled on widgets.example.com \"w\": uid mismatch: the provided"
                + " object specified uid u, and no existing object was found");
  }

  @Test
  void theSameAgainWritesNothing() {
    Answer first = apply("fieldManager=m", "'spec':{'size':1,'tags':['a']}");
    Answer again = apply("fieldManager=m", "'spec':{'tags':['a'],'size':1}");
    assertThat(again.text()).isEqualTo(first.text());
    String yaml = "apiVersion: example.com/v1\nkind: Widget\nspec: {size: 1, tags: [a]}\n";
    assertThat(registry.apply(WIDGET + "?fieldManager=m", yaml).text()).isEqualTo(first.text());
  }

  @Test
  void aConflictNamesTheOtherManager() {
    apply("fieldManager=m1", "'spec':{'size':1}");
    Answer answer = apply("fieldManager=m2", "'spec':{'size':2}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message())
        .isEqualTo("Apply failed with 1 conflict: conflict with \"m1\": .spec.size");
    Answer forced = apply("fieldManager=m2&force=true", "'spec':{'size':2}");
    assertThat(managers(forced)).containsExactly("m2 Apply");
  }

  @Test
  void itemsOfMapListsHaveOwnersOfTheirOwn() {
    apply("fieldManager=m1", "'spec':{'ports':[{'name':'a','port':1}]}");
    Answer both = apply("fieldManager=m2", "'spec':{'ports':[{'name':'b','port':2}]}");
    assertThat(both.json().at("/spec/ports").size()).isEqualTo(2);
    Answer left = apply("fieldManager=m1", "'spec':{'size':3}");
    assertThat(left.json().at("/spec/ports").toString()).isEqualTo("[{\"name\":\"b\",\"port\":2}]");
  }

  @Test
  void aDefaultIsNobodysAndNoConflict() {
    apply("fieldManager=m1", "'spec':{'size':1}");
    Answer answer = apply("fieldManager=m2", "'spec':{'tier':'gold'}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/spec/tier")).isEqualTo("gold");
    Answer dropped = apply("fieldManager=m2", "'metadata':{'name':'w','labels':{'a':'b'}}");
    assertThat(dropped.at("/spec/tier")).isEqualTo("silver");
  }

  @Test
  void duplicateKeysAreToldAsTheClientWishes() {
    String yaml = "apiVersion: example.com/v1\nkind: Widget\nspec:\n  size: 1\n  size: 2\n";
    String target = WIDGET + "?fieldManager=m";
    registry.apply(target, widget("'spec':{'name':'ab'}"));
    Answer strict = registry.apply(target + "&fieldValidation=Strict", yaml);
    assertThat(strict.status()).isEqualTo(400);
    assertThat(strict.message())
        .isEqualTo(
            "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n"
                + "  line 5: key \"size\" already set in map");
    Answer ignored = registry.apply(target + "&fieldValidation=Ignore", yaml);
    assertThat(ignored.json().at("/spec/size").asInt()).isEqualTo(2);
    assertThat(ignored.warnings()).isEmpty();
    assertThat(registry.apply(target, yaml).warnings())
        .containsExactly("299 - \"line 5: key \\\"size\\\" already set in map\"");
  }

  @Test
  void unknownFieldsAreRefusedWhateverTheClientWishes() {
    Answer answer = apply("fieldManager=m&fieldValidation=Ignore", "'spec':{'foo':1}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.at("/reason")).isEmpty();
    assertThat(answer.message())
        .isEqualTo(
            "failed to create typed patch object (/w; example.com/v1, Kind=Widget): .spec.foo: field"
                + " not declared in schema");
  }

  @Test
  void whatIsNoMappingIsRefused() {
    String target = WIDGET + "?fieldManager=m";
    assertThat(registry.apply(target, "[]").message())
        .isEqualTo(
            "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot"
                + " unmarshal array into Go value of type map[string]interface {}");
    assertThat(registry.apply(target, "").message()).isEqualTo("invalid object type: /, Kind=");
  }

  @Test
  void itIsAppliedInTheVersionOfTheUrl() {
    String gadgets = Registry.in("v1beta1", "a") + "/g?fieldManager=m";
    Answer answer =
        registry.apply(
            gadgets,
            "{\"apiVersion\":\"example.com/v1beta1\",\"kind\":\"Gadget\",\"metadata\":{\"name\":\"g\"},"
                + "\"spec\":{\"size\":1}}");
    assertThat(answer.status()).isEqualTo(201);
    String newer =
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Gadget\",\"metadata\":{\"name\":\"g\"},"
            + "\"spec\":{\"color\":\"red\"}}";
    Answer moved = registry.apply(Registry.in("v1", "a") + "/g?fieldManager=m", newer);
    assertThat(moved.json().at("/spec").toString()).isEqualTo("{\"color\":\"red\"}");
    assertThat(moved.json().at("/metadata/managedFields").size()).isEqualTo(1);
    assertThat(moved.at("/metadata/managedFields/0/apiVersion")).isEqualTo("example.com/v1");
    assertThat(registry.apply(gadgets, newer).message())
        .isEqualTo("invalid object type: example.com/v1, Kind=Gadget");
  }

  @Test
  void concurrentAppliesByManyManagersAllSucceed() throws Exception {
    List<Future<Answer>> applies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        String body = widget("'spec':{'ports':[{'name':'p" + i + "','port':" + i + "}]}");
        String target = WIDGET + "?fieldManager=m" + i;
        applies.add(threads.submit(() -> registry.apply(target, body)));
      }
    }
    List<Integer> codes = new ArrayList<>();
    for (Future<Answer> apply : applies) {
      codes.add(apply.get().status());
    }
    assertThat(codes).containsOnly(200, 201).containsOnlyOnce(201);
    Answer widget = registry.get(WIDGET);
    assertThat(widget.json().at("/spec/ports").size()).isEqualTo(30);
    assertThat(widget.json().at("/metadata/managedFields").size()).isEqualTo(30);
  }

  @Test
  void theMainResourceDoesNotTakeAStatus() {
    Answer answer = apply("fieldManager=m", "'spec':{'size':1},'status':{'phase':'x'}");
    assertThat(answer.json().path("status").isMissingNode()).isTrue();
    Answer status =
        registry.apply(
            WIDGET + "/status?fieldManager=s", widget("'spec':{'size':9},'status':{'phase':'x'}"));
    assertThat(status.json().at("/spec/size").asInt()).isEqualTo(1);
    assertThat(status.at("/status/phase")).isEqualTo("x");
    assertThat(status.json().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(managers(status)).containsExactly("m Apply", "s Apply status");
  }

  @Test
  void conflictsAreAskedForAfterTheContentType() {
    Answer answer =
        registry.call(
            "PATCH",
            WIDGET,
            Headers.of("Content-Type", "application/apply-patch+yaml; charset=utf-8"),
            "{}");
    assertThat(answer.message())
        .isEqualTo(
            "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
                + " apply patch");
  }

  static List<String> managers(Answer answer) {
    List<String> managers = new ArrayList<>();
    for (JsonNode entry : answer.json().at("/metadata/managedFields")) {
      String subresource = entry.path("subresource").asString("");
      managers.add(
          entry.path("manager").asString()
              + " "
              + entry.path("operation").asString()
              + (subresource.isEmpty() ? "" : " " + subresource));
    }
    return managers;
  }
}
