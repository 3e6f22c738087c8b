package dev.clusterregistry.machinery.schema;

import static dev.clusterregistry.machinery.schema.SchemaType.BOOLEAN;
import static dev.clusterregistry.machinery.schema.SchemaType.INTEGER;
import static dev.clusterregistry.machinery.schema.SchemaType.LIST;
import static dev.clusterregistry.machinery.schema.SchemaType.STRING;
import static dev.clusterregistry.machinery.schema.SchemaType.STRUCT;

import java.util.List;

/**
 * The options of a deletion (meta/v1 DeleteOptions) as a kind, so that bodies which hold them are
 * decoded as those of objects are.
 */
public final class DeleteOptionsKind {
  /** The one version. Never served. */
  public static final KindVersion V1 = kind().storageVersion();

  private DeleteOptionsKind() {}

  private static Kind kind() {
    Kind.Names names =
        new Kind.Names("DeleteOptions", "", "deleteoptions", "deleteoptions", List.of(), List.of());
    KindVersion.Definition definition =
        new KindVersion.Definition(
            "v1", false, true, false, false, "", schema(), List.of(), List.of());
    return new Kind(
        "meta.k8s.io",
        names,
        false,
        new KindOptions(false, false, false, false, List.of()),
        List.of(definition),
        KindRules.NONE,
        VersionConverter.NONE);
  }

  /** What Go holds by pointer is required here: given but empty is not the same as missing. */
  private static Schema schema() {
    SchemaBuilder preconditions = builtIn("Preconditions");
    preconditions.add("uid", 1, true, text("types.UID"));
    preconditions.add("resourceVersion", 2, true, text(""));
    SchemaBuilder dryRun = new SchemaBuilder(LIST).of(text("").build());
    SchemaBuilder options = builtIn("DeleteOptions");
    options.add("kind", 0, false, text(""));
    options.add("apiVersion", 0, false, text(""));
    options.add("gracePeriodSeconds", 1, false, new SchemaBuilder(INTEGER).formatted("int64"));
    options.add("preconditions", 2, false, preconditions);
    options.add("orphanDependents", 3, false, new SchemaBuilder(BOOLEAN));
    options.add("propagationPolicy", 4, true, text("v1.DeletionPropagation"));
    options.add("dryRun", 5, false, dryRun);
    options.add(
        "ignoreStoreReadErrorWithClusterBreakingPotential", 6, false, new SchemaBuilder(BOOLEAN));
    return options.build();
  }

  private static SchemaBuilder builtIn(String name) {
    SchemaBuilder struct = new SchemaBuilder(STRUCT).named(name);
    struct.builtIn = true;
    return struct;
  }

  private static SchemaBuilder text(String goType) {
    return new SchemaBuilder(STRING).named(goType);
  }
}
