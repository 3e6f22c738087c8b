package dev.clusterregistry.tests.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.parser.OpenAPIParser;
import io.swagger.parser.SwaggerParser;
import io.swagger.parser.util.SwaggerDeserializationResult;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An independent parser has nothing to say against the documents. */
final class DocumentsAreValidTest {

  private static String golden(String name) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(DocumentsAreValidTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  static List<String> documentsInV3() throws Exception {
    Path golden =
        Path.of(Objects.requireNonNull(DocumentsAreValidTest.class.getResource("v2.json")).toURI());
    try (Stream<Path> files = Files.list(Objects.requireNonNull(golden.getParent()))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("v3_"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documentsInV3")
  void aDocumentInV3IsParsedWithoutAMessage(String name) throws Exception {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result = new OpenAPIParser().readContents(golden(name), null, options);
    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    assertThat(result.getOpenAPI().getComponents().getSchemas()).isNotEmpty();
  }

  @Test
  void theDocumentInV2IsParsedWithoutAMessage() throws Exception {
    SwaggerDeserializationResult result = new SwaggerParser().readWithInfo(golden("v2.json"));
    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getSwagger().getPaths())
        .containsKey("/apis/clusterregistry.k8s.io/v1alpha1/clusters/{name}/status");
  }

  /** Those in the folder api, made for generators of clients. */
  @ParameterizedTest
  @ValueSource(strings = {"openapi-v2.json", "openapi-v3.json"})
  void aPublishedFileIsParsedWithoutAMessage(String name) throws Exception {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    String text = Files.readString(Path.of("..", "api", name));
    SwaggerParseResult result = new OpenAPIParser().readContents(text, null, options);
    assertThat(result.getMessages()).isNullOrEmpty();
    assertThat(result.getOpenAPI().getPaths())
        .containsKey("/apis/clusterregistry.k8s.io/v1alpha1/clusters/{name}");
    assertThat(text).doesNotContain("\"*/*\"");
  }

  @Test
  void theDocumentInV2SaysTheSameInV3() throws Exception {
    SwaggerParseResult result = new OpenAPIParser().readContents(golden("v2.json"), null, null);
    assertThat(result.getMessages()).isNullOrEmpty();
    SwaggerParseResult other =
        new OpenAPIParser()
            .readContents(golden("v3_apis__clusterregistry.k8s.io__v1alpha1.json"), null, null);
    assertThat(result.getOpenAPI().getPaths().keySet())
        .containsAll(other.getOpenAPI().getPaths().keySet());
    assertThat(result.getOpenAPI().getComponents().getSchemas().keySet())
        .containsAll(other.getOpenAPI().getComponents().getSchemas().keySet());
  }
}
