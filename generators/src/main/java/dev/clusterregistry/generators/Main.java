package dev.clusterregistry.generators;

import dev.clusterregistry.apiserver.openapi.OpenApiDocuments;
import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes what is made out of the schema of clusters into a folder. */
public final class Main {
  private Main() {}

  /**
   * @param arguments what to make ({@code java}, {@code go} or {@code api}) and the folder, which
   *     is made if it is not there
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("expected two arguments, what to make and a folder");
      System.exit(2);
    }
    Path folder = Path.of(arguments[1]);
    KindVersion cluster = Kinds.registry(false).getFirst().storageVersion();
    switch (arguments[0]) {
      case "java" -> write(folder, new JavaModels(cluster).sources());
      case "go" -> write(folder, new GoTypes(cluster).sources());
      case "api" -> write(folder, api(cluster));
      default -> {
        System.err.println("expected java, go or api, got " + arguments[0]);
        System.exit(2);
      }
    }
  }

  private static Map<String, String> api(KindVersion cluster) {
    OpenApiDocuments documents = new OpenApiDocuments(List.of(cluster.kind()), cluster.version());
    ApiReference reference = new ApiReference(cluster, text(Main.class, "cluster-example.yaml"));
    return Map.of(
        "openapi-v2.json", OpenApiFile.v2(documents.v2()),
        "openapi-v3.json", OpenApiFile.v3(documents.v3().get("apis/" + cluster.apiVersion())),
        "crd.yaml", new CustomResource(text(Kinds.class, "cluster.yaml")).text(),
        "clusterregistry.v1alpha1.proto", new ProtobufMessages(cluster).text(),
        "api-reference.md", reference.page(new Markdown()),
        "api-reference.html", reference.page(new Html()));
  }

  private static String text(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + resource, e);
    }
  }

  private static void write(Path folder, Map<String, String> texts) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Files.writeString(folder.resolve(text.getKey()), text.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }
}
