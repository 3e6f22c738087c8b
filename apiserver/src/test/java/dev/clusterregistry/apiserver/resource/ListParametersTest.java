package dev.clusterregistry.apiserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of lists and watches by themselves and together. */
class ListParametersTest {
  private static final String GADGETS = Registry.in("v1", "a");
  private final Registry registry = new Registry();

  @BeforeEach
  void create() {
    registry.create("a", "b", "c", "d");
    registry.create("other", "b");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "fieldSelector=metadata.name%3Db,metadata.name%3Dc | 0",
        "fieldSelector=metadata.name!%3Db,metadata.name!%3Dc | 1",
        "fieldSelector=metadata.namespace%3Da | 3",
        "fieldSelector=metadata.namespace%3Dother | 0",
        "fieldSelector=,metadata.name%3Db, | 1",
        "fieldSelector= | 3",
        "labelSelector= | 3",
        "limit=2&limit=1 | 2",
        "limit=-5 | 3",
        "limit= | 0",
        "shardSelector=shardRange(object.metadata.uid,'0x0','0x1') | 3",
        "shardSelector=nonsense | 3",
        "export=true | 3",
        "unknown=1 | 3",
        "watch=false | 3",
        "watch=FALSE | 3",
        "watch=0 | 3"
      })
  void aListHasAsManyItems(String query, int items) {
    Answer answer = registry.get(GADGETS + "?" + query);
    if (query.equals("limit=")) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message()).isEqualTo("strconv.ParseInt: parsing \"\": invalid syntax");
      return;
    }
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.names()).hasSize(items);
    assertThat(answer.json().at("/metadata/shardInfo").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "resourceVersionMatch=Exact | resourceVersionMatch: Forbidden: resourceVersionMatch is"
            + " forbidden unless resourceVersion is provided",
        "resourceVersionMatch=x&resourceVersion=1 | resourceVersionMatch: Unsupported value: \"x\":"
            + " supported values: \"Exact\", \"NotOlderThan\", \"\"",
        "resourceVersionMatch=Exact&resourceVersion=0 | resourceVersionMatch: Forbidden:"
            + " resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"",
        "resourceVersionMatch=Exact&resourceVersion=1&continue=x | resourceVersionMatch: Forbidden:"
            + " resourceVersionMatch is forbidden when continue is provided",
        "sendInitialEvents=true | sendInitialEvents: Forbidden: sendInitialEvents is forbidden for"
            + " list",
        "watch=1&resourceVersionMatch=NotOlderThan | resourceVersionMatch: Forbidden:"
            + " resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided",
        "watch=1&sendInitialEvents=false | resourceVersionMatch: Forbidden: sendInitialEvents"
            + " requires setting resourceVersionMatch to NotOlderThan",
        "watch=1&sendInitialEvents=true&resourceVersionMatch=Exact | [resourceVersionMatch:"
            + " Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan,"
            + " resourceVersionMatch: Unsupported value: \"Exact\": supported values:"
            + " \"NotOlderThan\"]"
      })
  void whatContradictsItselfIsInvalid(String query, String why) {
    Answer answer = registry.get(GADGETS + "?" + query);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).isEqualTo("ListOptions.meta.k8s.io \"\" is invalid: " + why);
  }

  @Test
  void aNextPageTakesNoVersionButAnyAndAnotherLimit() {
    Answer first = registry.get(GADGETS + "?limit=1");
    String next = GADGETS + "?continue=" + first.at("/metadata/continue");
    assertThat(registry.get(next + "&resourceVersion=0").names()).containsExactly("c", "d");
    assertThat(registry.get(next + "&limit=1").names()).containsExactly("c");
    Answer answer = registry.get(next + "&resourceVersion=" + first.revision());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo("specifying resource version is not allowed when using continue");
  }

  @Test
  void pagesOfAnyLengthsMakeTheWholeListAndSayWhatRemains() {
    String many = Registry.in("v1", "many");
    for (int i = 100; i < 500; i++) {
      registry.create("many", "g" + i);
    }
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> seen = new ArrayList<>();
    Set<String> revisions = new HashSet<>();
    String token = "";
    do {
      String query = "?limit=" + (1 + random.nextInt(100)) + "&continue=" + token;
      Answer page = registry.get(many + query);
      seen.addAll(page.names());
      revisions.add(page.revision());
      token = page.at("/metadata/continue");
      assertThat(seen.size() + page.json().at("/metadata/remainingItemCount").asInt(0))
          .as("seed %d", seed)
          .isEqualTo(400);
      registry.create("many", "a" + seen.size());
    } while (!token.isEmpty());
    assertThat(seen).hasSize(400).isSorted().doesNotHaveDuplicates();
    assertThat(revisions).as("all of one state").hasSize(1);
  }

  @Test
  void aWatchOfOneNameDoesNotSelectAnother() {
    String watched = GADGETS.replace("/v1/", "/v1/watch/") + "/b";
    Answer answer = registry.get(watched + "?fieldSelector=metadata.name%3Dc");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo("fieldSelector metadata.name doesn't match requested name");
    TestChannel watch = registry.watch(watched + "?fieldSelector=metadata.name%3Db");
    assertThat(watch.event()).isEqualTo("ADDED b");
  }

  @Test
  void aGetOfANameIsNoWatchWhateverTheQuerySays() {
    assertThat(registry.get(GADGETS + "/b?watch=true").at("/metadata/name")).isEqualTo("b");
  }

  @Test
  void nobodyExportsAnyMore() {
    Answer answer = registry.get(GADGETS + "/b?export=true");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo("the export parameter, deprecated since v1.14, is no longer supported");
  }

  @Test
  void anEmptyListIsOfTheStatesVersion() {
    Answer answer = registry.get(Registry.in("v1", "empty"));
    assertThat(answer.json().path("items").isArray()).isTrue();
    assertThat(Long.parseLong(answer.revision())).isPositive();
  }
}
