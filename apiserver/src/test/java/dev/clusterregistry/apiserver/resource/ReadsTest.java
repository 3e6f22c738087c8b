package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReadsTest {
  private static final String GADGETS = in("v1", "a");
  private static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";
  private static final String PARTIAL =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
  private Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void pagesShowTheStateOfTheFirstOne() {
    registry.create("a", "b", "c", "d");
    Answer first = registry.get(GADGETS + "?limit=2");
    registry.create("a", "bb", "cc");
    registry.delete(GADGETS + "/d");
    Answer second = registry.get(GADGETS + "?limit=2&continue=" + first.at("/metadata/continue"));
    assertThat(first.names()).containsExactly("b", "c");
    assertThat(second.names()).containsExactly("d");
    assertThat(second.revision()).isEqualTo(first.revision());
    assertThat(second.at("/metadata/continue")).isEmpty();
  }

  @Test
  void anExpiredTokenComesWithOneThatGoesOnAtTheLatestState() {
    registry.close();
    registry = new Registry(forgetful(), RandomGenerator.of("SplittableRandom"));
    registry.create("a", "b", "c", "d");
    String token = registry.get(GADGETS + "?limit=1").at("/metadata/continue");
    registry.create("a", "e", "f");
    registry.get(GADGETS + "?limit=1"); // its state is kept instead
    registry.store.compact(registry.store.head()); // nor can the store say any more
    Answer expired = registry.get(GADGETS + "?limit=1&continue=" + token);
    assertThat(expired.status()).isEqualTo(410);
    assertThat(expired.at("/reason")).isEqualTo("Expired");
    assertThat(expired.message()).startsWith("The provided continue parameter is too old");
    String goOn = expired.at("/metadata/continue");
    Answer rest = registry.get(GADGETS + "?continue=" + goOn);
    assertThat(rest.names()).containsExactly("c", "d", "e", "f");
    assertThat(rest.revision()).isEqualTo(Long.toString(registry.store.head()));
  }

  @Test
  void anExactVersionThatNeitherCacheNorStoreRemembersIsExpired() {
    registry.close();
    registry = new Registry(forgetful(), RandomGenerator.of("SplittableRandom"));
    registry.create("a", "b");
    String before = registry.get(GADGETS).revision();
    registry.create("a", "c", "d");
    registry.store.compact(registry.store.head());
    String exact = "?resourceVersionMatch=Exact&resourceVersion=" + before;
    for (String target : new String[] {GADGETS + exact, GADGETS + exact + "&limit=1"}) {
      Answer expired = registry.get(target);
      assertThat(expired.status()).isEqualTo(410);
      assertThat(expired.at("/reason")).isEqualTo("Expired");
      assertThat(expired.message())
          .isEqualTo("The resourceVersion for the provided list is too old.");
    }
  }

  /** A cache that keeps no older state but the last that a token was given out for. */
  private static CacheOptions forgetful() {
    CacheOptions usual = CacheOptions.DEFAULT;
    return new CacheOptions(0, 0, usual.derivedBytes(), 0, 0, false);
  }

  @Test
  void anExactVersionIsThatState() {
    registry.create("a", "b");
    String before = registry.get(GADGETS).revision();
    registry.create("a", "c");
    String exact = "?resourceVersionMatch=Exact&resourceVersion=" + before;
    assertThat(registry.get(GADGETS + exact).names()).containsExactly("b");
    assertThat(registry.get(GADGETS + exact).revision()).isEqualTo(before);
    assertThat(registry.get(GADGETS + "?limit=9&resourceVersion=" + before).names())
        .containsExactly("b");
    assertThat(registry.get(GADGETS + "?resourceVersion=" + before).names())
        .containsExactly("b", "c");
  }

  @Test
  void aVersionOfTheFutureTimesOut() {
    registry.create("a", "b");
    Answer answer = registry.get(GADGETS + "/b?resourceVersion=1000");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.message()).startsWith("Timeout: Too large resource version: 1000, current: ");
    assertThat(answer.headers().get("Retry-After")).isEqualTo("1");
  }

  @Test
  void aTokenThatLeavesItsCollectionIsRefused() {
    registry.create("a", "b");
    // {"v":"meta.k8s.io/v1","rv":1,"start":"../b"}
    String token = "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiIuLi9iIn0";
    Answer answer = registry.get(GADGETS + "?continue=" + token);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("continue key is not valid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x|illegal base64 data at input byte 0",
        "abc=|illegal base64 data at input byte 3",
        "eyJ|unexpected end of JSON input",
        "W10|json: cannot unmarshal array into Go value of type storage.continueToken",
        "eyJ2Ijo1fQ|json: cannot unmarshal number into Go struct field continueToken.v of type"
            + " string"
      })
  void whatIsNoTokenIsRefusedInGosWordsBeforeAnythingElse(String token, String why) {
    for (String more : new String[] {"", "&resourceVersion=5"}) {
      Answer answer = registry.get(GADGETS + "?continue=" + token + more);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message())
          .isEqualTo("invalid continue token: continue key is not valid: " + why);
    }
  }

  @Test
  void aFullPageHasANextOneIfAnyObjectFollows() {
    registry.create("a", "x", "y", "z");
    String only = "&fieldSelector=metadata.name!%3Dz";
    Answer first = registry.get(GADGETS + "?limit=2" + only);
    assertThat(first.names()).containsExactly("x", "y");
    Answer last =
        registry.get(GADGETS + "?limit=2" + only + "&continue=" + first.at("/metadata/continue"));
    assertThat(last.names()).isEmpty();
    assertThat(last.json().at("/metadata").has("continue")).isFalse();
  }

  @Test
  void whoeverTakesAnyVersionGetsAllOfIt() {
    registry.create("a", "x", "y", "z");
    Answer answer = registry.get(GADGETS + "?limit=2&resourceVersion=0");
    assertThat(answer.names()).containsExactly("x", "y", "z");
  }

  @Test
  void aLargeListIsStreamedAndCompressedIfWanted() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 100; i < 300; i++) {
      names.add("g" + i);
      registry.post(
          GADGETS,
          "{\"metadata\":{\"name\":\"g"
              + i
              + "\"},\"spec\":{\"text\":\""
              + "x".repeat(1000)
              + "\"}}");
    }
    Answer plain = registry.get(GADGETS);
    assertThat(plain.names()).isEqualTo(names);
    assertThat(plain.text()).endsWith("]}\n");
    Answer compressed = registry.call("GET", GADGETS, Headers.of("Accept-Encoding", "gzip"), "");
    assertThat(compressed.headers().get("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.headers().get("Vary")).isEqualTo("Accept-Encoding");
    assertThat(gunzip(compressed.body())).isEqualTo(plain.body());
    Answer doubtful =
        registry.call("GET", GADGETS, Headers.of("Accept-Encoding", "gzip;q=1.0"), "");
    assertThat(doubtful.headers().get("Content-Encoding")).isNull();

    Answer table = registry.get(GADGETS, TABLE);
    assertThat(table.json().path("rows").size()).isEqualTo(200);
    Answer pretty = registry.get(GADGETS + "?pretty=true");
    assertThat(pretty.json()).isEqualTo(plain.json());
    assertThat(pretty.text()).startsWith("{\n  \"kind\": \"GadgetList\",\n");
    assertThat(pretty.text()).endsWith("\n    }\n  ]\n}");
    Answer yaml = registry.get(GADGETS, "application/yaml");
    assertThat(yaml.text().lines().filter(line -> line.startsWith("- apiVersion: "))).hasSize(200);
  }

  @Test
  void aLargeObjectIsCompressedIfWanted() throws IOException {
    String text = "x".repeat(200_000);
    registry.post(GADGETS, "{\"metadata\":{\"name\":\"g\"},\"spec\":{\"text\":\"" + text + "\"}}");
    Answer plain = registry.get(GADGETS + "/g");
    Answer compressed =
        registry.call("GET", GADGETS + "/g", Headers.of("Accept-Encoding", "br, gzip"), "");
    assertThat(compressed.headers().get("Content-Encoding")).isEqualTo("gzip");
    assertThat(gunzip(compressed.body())).isEqualTo(plain.body());
  }

  private static byte[] gunzip(byte[] body) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  @Test
  void aTableHasAsManyCellsAsColumns() {
    registry.post(GADGETS, "{\"metadata\":{\"name\":\"g\"},\"spec\":{\"color\":\"red\"}}");
    JsonNode table = registry.get(GADGETS + "/g", TABLE).json();
    assertThat(table.path("kind").asString()).isEqualTo("Table");
    assertThat(table.at("/columnDefinitions/0/format").asString()).isEqualTo("name");
    assertThat(table.at("/rows/0/cells").toString()).isEqualTo("[\"g\",\"red\",\"0s\"]");
    assertThat(table.at("/rows/0/object/kind").asString()).isEqualTo("PartialObjectMetadata");
    JsonNode whole = registry.get(GADGETS + "?includeObject=Object", TABLE).json();
    assertThat(whole.at("/rows/0/object/spec/color").asString()).isEqualTo("red");
    JsonNode bare = registry.get(GADGETS + "?includeObject=None", TABLE).json();
    assertThat(bare.at("/rows/0/object").isNull()).isTrue();
    assertThat(registry.get(GADGETS + "?includeObject=x", TABLE).message())
        .isEqualTo(
            "Unable to convert to Table as requested: includeObject: Invalid value: \"x\": must be"
                + " 'Metadata', 'Object', 'None', or empty");
  }

  @Test
  void onlyTheFirstTableOfAWatchDeclaresColumns() {
    registry.create("a", "b", "c");
    TestChannel watch = registry.watch(GADGETS + "?watch=true", Headers.of("Accept", TABLE));
    JsonNode first = watch.frame().path("object");
    assertThat(first.path("columnDefinitions").size()).isEqualTo(3);
    JsonNode second = watch.frame().path("object");
    assertThat(second.path("columnDefinitions").isNull()).isTrue();
    assertThat(second.at("/rows/0/cells/0").asString()).isEqualTo("c");
  }

  @Test
  void metadataIsCutOutOfTheObject() {
    registry.post(
        GADGETS,
        "{\"metadata\":{\"name\":\"g\",\"annotations\":{\"k\":\"}\\\\\\\"{\"}},"
            + "\"spec\":{\"size\":1}}");
    JsonNode partial = registry.get(GADGETS + "/g", PARTIAL).json();
    assertThat(partial.path("kind").asString()).isEqualTo("PartialObjectMetadata");
    assertThat(partial.at("/metadata/annotations/k").asString()).isEqualTo("}\\\"{");
    assertThat(partial.has("spec")).isFalse();
    Answer list = registry.get(GADGETS, PARTIAL);
    assertThat(list.status()).isEqualTo(406);
    assertThat(list.message())
        .startsWith("you requested PartialObjectMetadata, but the requested object is a list");
  }

  @Test
  void aWatchBeginsWithTheStateAndMarksItsEnd() {
    registry.create("a", "b");
    TestChannel watch =
        registry.watch(
            GADGETS
                + "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true"
                + "&resourceVersionMatch=NotOlderThan");
    assertThat(watch.event()).isEqualTo("ADDED b");
    JsonNode bookmark = watch.frame();
    assertThat(bookmark.path("type").asString()).isEqualTo("BOOKMARK");
    assertThat(bookmark.at("/object/metadata/annotations").toString())
        .isEqualTo("{\"k8s.io/initial-events-end\":\"true\"}");
    registry.create("a", "c");
    assertThat(watch.event()).isEqualTo("ADDED c");
  }

  @Test
  void aWatchThatCannotReachItsVersionFailsInItsStream() {
    TestChannel watch =
        registry.watch(
            GADGETS
                + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&resourceVersion=1000");
    JsonNode error = watch.frame();
    assertThat(error.path("type").asString()).isEqualTo("ERROR");
    assertThat(error.at("/object/code").asInt()).isEqualTo(504);
    assertThat(watch.ended()).isTrue();
  }

  @Test
  void aWatchEndsAtItsTimeout() {
    assertThat(registry.watch(GADGETS + "?watch=true&timeoutSeconds=1").ended()).isTrue();
  }

  @Test
  void deprecatedWatchPathsStillWatch() {
    registry.create("a", "b", "c");
    TestChannel one =
        registry.watch(Registry.GROUP + "v1/watch/namespaces/a/gadgets/c?timeoutSeconds=1");
    assertThat(one.event()).isEqualTo("ADDED c");
    assertThat(one.ended()).isTrue();
  }
}
