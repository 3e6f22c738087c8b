package dev.clusterregistry.machinery.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes a cluster-scoped kind, Widget of example.com, out of its versions. */
public final class WidgetKind {
  private static final String HEAD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        scope: Cluster
        names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
        versions:
      """;

  private WidgetKind() {}

  /**
   * @param versions the list's items as YAML, indented by two
   */
  public static Kind of(String versions) {
    return new KindReader().read("widgets", (HEAD + versions).getBytes(UTF_8));
  }
}
