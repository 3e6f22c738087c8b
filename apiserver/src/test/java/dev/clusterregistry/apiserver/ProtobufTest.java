package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.protobuf.MessageReader;
import dev.clusterregistry.machinery.protobuf.ProtobufInput;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.MetaSchemas;
import dev.clusterregistry.machinery.schema.Schema;
import java.io.DataInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protobuf as clients get and send it. Widgets have messages in v1beta1; in v1 they are what custom
 * resources are in Kubernetes: without messages, but for their metadata.
 */
final class ProtobufTest {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final String STREAM = PROTOBUF + ";stream=watch";
  private static final String V1 = "/apis/example.com/v1/namespaces/n/widgets";
  private static final String V1BETA1 = "/apis/example.com/v1beta1/namespaces/n/widgets";
  private TestApiServer server;
  private Schema widget;

  @BeforeEach
  void start() throws Exception {
    server = new TestApiServer();
    KindVersion version = Objects.requireNonNull(TestApiServer.widgets().version("v1beta1"));
    widget = version.schema();
    create("a");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<byte[]> create(String name) throws Exception {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("kind", "Widget").put("apiVersion", "example.com/v1beta1");
    object.putObject("metadata").put("name", name).putObject("annotations").put("k", "");
    object.putObject("spec").put("size", 3);
    return send("POST", V1BETA1, "application/json", Envelope.of(object, widget));
  }

  private HttpResponse<byte[]> send(String method, String path, String accept, byte[] body)
      throws Exception {
    return server
        .client()
        .send(
            server
                .as(ADMIN, path)
                .header("Content-Type", PROTOBUF)
                .header("Accept", accept)
                .method(method, BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
  }

  private ObjectNode get(String path, String accept, Schema schema) throws Exception {
    HttpResponse<byte[]> reply = send("GET", path, accept, new byte[0]);
    assertThat(reply.headers().firstValue("Content-Type")).contains(PROTOBUF);
    return Envelope.open(reply.body()).tree(schema);
  }

  private static JsonNode json(HttpResponse<byte[]> reply) {
    return JsonMapper.shared().readTree(reply.body());
  }

  @Test
  void anObjectIsTheSameInJsonAndProtobuf() throws Exception {
    HttpResponse<byte[]> json = send("GET", V1BETA1 + "/a", "application/json", new byte[0]);
    JsonNode message = get(V1BETA1 + "/a", PROTOBUF + ", application/json", widget);
    assertThat(JsonMapper.shared().readTree(message.toString())).isEqualTo(json(json));
    assertThat(message.at("/spec/size").asInt()).isEqualTo(3);
  }

  @Test
  void aLongListIsAsLongAsItSays() throws Exception {
    for (int i = 0; i < 2500; i++) {
      create("w" + i);
    }
    ObjectNode list = get(V1BETA1, PROTOBUF, MetaSchemas.listOf(widget));
    assertThat(list.path("kind").stringValue()).isEqualTo("WidgetList");
    assertThat(list.path("items")).hasSize(2501);
    HttpResponse<InputStream> zipped =
        server
            .client()
            .send(
                server
                    .as(ADMIN, V1BETA1)
                    .header("Accept", PROTOBUF)
                    .header("Accept-Encoding", "gzip")
                    .build(),
                BodyHandlers.ofInputStream());
    byte[] plain = new GZIPInputStream(zipped.body()).readAllBytes();
    assertThat(Envelope.open(plain).tree(MetaSchemas.listOf(widget))).isEqualTo(list);
    ObjectNode page = get(V1BETA1 + "?limit=2", PROTOBUF, MetaSchemas.listOf(widget));
    assertThat(page.at("/metadata/remainingItemCount").asInt()).isEqualTo(2499);
  }

  @Test
  void anEmptyListIsAMessage() throws Exception {
    String path = "/apis/example.com/v1beta1/namespaces/empty/widgets";
    ObjectNode list = get(path, PROTOBUF, MetaSchemas.listOf(widget));
    assertThat(list.at("/metadata/resourceVersion").stringValue()).isNotEmpty();
    assertThat(list.has("items")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {V1, V1BETA1})
  void theMetadataOfAnyKindIsHadAsProtobuf(String path) throws Exception {
    String as = PROTOBUF + ";as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1,application/json";
    ObjectNode one = get(path + "/a", as.formatted(""), MetaSchemas.PARTIAL_OBJECT_METADATA);
    assertThat(one.path("kind").stringValue()).isEqualTo("PartialObjectMetadata");
    assertThat(one.at("/metadata/annotations/k").stringValue()).isEmpty();
    ObjectNode all =
        get(path, as.formatted("List"), MetaSchemas.listOf(MetaSchemas.PARTIAL_OBJECT_METADATA));
    assertThat(all.at("/items/0/metadata")).isEqualTo(one.path("metadata"));
  }

  @Test
  void aWatchIsASequenceOfFrames() throws Exception {
    HttpResponse<InputStream> watch =
        server
            .client()
            .send(
                server
                    .as(
                        ADMIN,
                        V1BETA1
                            + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                            + "&allowWatchBookmarks=true&timeoutSeconds=30")
                    .header("Accept", PROTOBUF)
                    .build(),
                BodyHandlers.ofInputStream());
    assertThat(watch.headers().firstValue("Content-Type")).contains(STREAM);
    try (DataInputStream frames = new DataInputStream(watch.body())) {
      JsonNode added = event(frames, "ADDED");
      assertThat(added.at("/metadata/name").stringValue()).isEqualTo("a");
      assertThat(added.path("apiVersion").stringValue()).isEqualTo("example.com/v1beta1");
      JsonNode bookmark = event(frames, "BOOKMARK");
      assertThat(bookmark.path("metadata").path("annotations").has("k8s.io/initial-events-end"))
          .isTrue();
      send("DELETE", V1BETA1 + "/a", PROTOBUF, new byte[0]);
      assertThat(event(frames, "DELETED").at("/spec/size").asInt()).isEqualTo(3);
    }
  }

  /** A message of a WebSocket has a length of its own, so Kubernetes writes none into it. */
  @Test
  void aWatchOverAWebSocketIsASequenceOfMessages() throws Exception {
    HttpRequest request = server.as(ADMIN, V1BETA1 + "?watch=1&timeoutSeconds=30").build();
    WebSocket.Builder handshake = server.client().newWebSocketBuilder();
    request.headers().map().forEach((name, values) -> handshake.header(name, values.getFirst()));
    CompletableFuture<byte[]> first = new CompletableFuture<>();
    WebSocket socket =
        handshake
            .header("Accept", PROTOBUF)
            .buildAsync(
                URI.create(request.uri().toString().replaceFirst("https", "wss")),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onBinary(
                      WebSocket from, ByteBuffer data, boolean last) {
                    byte[] message = new byte[data.remaining()];
                    data.get(message);
                    first.complete(message);
                    return CompletableFuture.completedStage(last);
                  }
                })
            .get(30, TimeUnit.SECONDS);
    assertThat(event(first.get(30, TimeUnit.SECONDS), "ADDED").at("/metadata/name").stringValue())
        .isEqualTo("a");
    socket.abort();
  }

  private JsonNode event(DataInputStream frames, String type) throws Exception {
    return event(frames.readNBytes(frames.readInt()), type);
  }

  private JsonNode event(byte[] frame, String type) throws Exception {
    ProtobufInput event = new ProtobufInput(frame, 0, frame.length);
    event.next();
    assertThat(event.text()).isEqualTo(type);
    event.next();
    ProtobufInput extension = event.message();
    extension.next();
    return Envelope.open(extension.bytes()).tree(widget);
  }

  @Test
  void failuresAndSuccessesAreMessages() throws Exception {
    ObjectNode missing = get(V1BETA1 + "/x", PROTOBUF, MetaSchemas.STATUS);
    assertThat(missing.path("code").asInt()).isEqualTo(404);
    assertThat(missing.at("/details/name").stringValue()).isEqualTo("x");
    HttpResponse<byte[]> gone = send("DELETE", V1BETA1 + "/a", PROTOBUF, new byte[0]);
    assertThat(Envelope.open(gone.body()).tree(MetaSchemas.STATUS).path("status").stringValue())
        .isEqualTo("Success");
  }

  @Test
  void discoveryIsHadAsProtobuf() throws Exception {
    ObjectNode groups = get("/apis", PROTOBUF, MetaSchemas.API_GROUP_LIST);
    assertThat(groups.at("/groups/0/name").stringValue()).isEqualTo("example.com");
    ObjectNode list = get("/apis/example.com/v1", PROTOBUF, MetaSchemas.API_RESOURCE_LIST);
    assertThat(list.path("groupVersion").stringValue()).isEqualTo("example.com/v1");
    assertThat(list.at("/resources/0/verbs").toString()).contains("\"deletecollection\"");
    ObjectNode group = get("/apis/example.com", PROTOBUF, MetaSchemas.API_GROUP);
    assertThat(group.at("/preferredVersion/version").stringValue()).isEqualTo("v1");
  }

  @Test
  void whatHasNoMessagesIsNotAcceptableAsProtobuf() throws Exception {
    String only =
        "only the following media types are accepted: application/json, application/yaml, "
            + PROTOBUF;
    for (String path : new String[] {V1, V1 + "/a"}) {
      HttpResponse<byte[]> reply = send("GET", path, PROTOBUF, new byte[0]);
      assertThat(reply.statusCode()).isEqualTo(406);
      assertThat(Envelope.open(reply.body()).tree(MetaSchemas.STATUS).path("message").stringValue())
          .isEqualTo(only);
    }
    HttpResponse<byte[]> json = send("GET", V1 + "/a", PROTOBUF + ",application/json", new byte[0]);
    assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
    HttpResponse<byte[]> table =
        send("GET", V1BETA1, PROTOBUF + ";as=Table;g=meta.k8s.io;v=v1", new byte[0]);
    assertThat(table.statusCode()).isEqualTo(406);
  }

  @Test
  void whatHasNoMessagesIsNotReadAsProtobuf() throws Exception {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("name", "b");
    HttpResponse<byte[]> reply =
        send(
            "POST",
            V1,
            "application/json",
            Envelope.of(object, MetaSchemas.PARTIAL_OBJECT_METADATA));
    assertThat(json(reply).path("message").stringValue())
        .isEqualTo(
            "Widget in version \"v1\" cannot be handled as a Widget: object"
                + " *unstructured.Unstructured does not implement the protobuf marshalling"
                + " interface and cannot be encoded to a protobuf message");
    assertThat(reply.statusCode()).isEqualTo(400);
  }

  @Test
  void bodiesThatAreNoMessagesAreNamed() throws Exception {
    assertThat(refusal("k8s\0".getBytes(UTF_8))).contains("unrecognized", "empty body");
    assertThat(refusal("k9s\0..".getBytes(UTF_8))).contains("expected prefix [107 56 115 0]");
    assertThat(refusal(new byte[] {'k', '8', 's', 0, 0x12, 5, 1}))
        .contains("unrecognized", "unexpected EOF");
  }

  private String refusal(byte[] body) throws Exception {
    HttpResponse<byte[]> reply = send("POST", V1BETA1, "application/json", body);
    assertThat(reply.statusCode()).isEqualTo(400);
    return json(reply).path("message").stringValue();
  }

  @Test
  void whatHasNoNumberIsPassedOver() {
    byte[] group = {0x1b, 0x08, 1, 0x1c, 0x0a, 2, 0x78, 7};
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    MessageReader.read(
        new ProtobufInput(group, 0, group.length), MetaSchemas.PARTIAL_OBJECT_METADATA, tree);
    assertThat(tree.path("metadata").isObject()).isTrue();
  }
}
