package dev.clusterregistry.apiserver.auth.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Optional;

/**
 * What an expression looks at, under the name and with the members that Kubernetes gives it: a
 * member that does not exist is found when the expression is compiled.
 */
public enum CelVariable {
  /** The claims of a token: whatever the issuer put there. */
  CLAIMS("claims", MapType.create(SimpleType.STRING, SimpleType.DYN)),
  /** A user whom claims have made. */
  USER("user", Types.USER),
  /** The spec of a SubjectAccessReview. */
  REQUEST("request", Types.REQUEST);

  private final String variable;
  private final CelType type;

  CelVariable(String variable, CelType type) {
    this.variable = variable;
    this.type = type;
  }

  /** As expressions write it. */
  public String variable() {
    return variable;
  }

  CelType type() {
    return type;
  }

  /** Knows the types of all variables by their names. */
  static CelTypeProvider types() {
    return Types.PROVIDER;
  }

  /** The types by name; enum constants cannot refer to static members of the enum itself. */
  private static final class Types {
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(TEXT);
    private static final CelType EXTRA = MapType.create(TEXT, TEXTS);

    static final StructType USER =
        struct(
            "UserInfo",
            ImmutableMap.of("username", TEXT, "uid", TEXT, "groups", TEXTS, "extra", EXTRA));

    private static final StructType FIELD_SELECTOR = selector("Field");
    private static final StructType LABEL_SELECTOR = selector("Label");

    private static final StructType RESOURCE =
        struct(
            "ResourceAttributes",
            ImmutableMap.of(
                "namespace", TEXT,
                "verb", TEXT,
                "group", TEXT,
                "version", TEXT,
                "resource", TEXT,
                "subresource", TEXT,
                "name", TEXT,
                "fieldSelector", FIELD_SELECTOR,
                "labelSelector", LABEL_SELECTOR));

    private static final StructType PATH =
        struct("NonResourceAttributes", ImmutableMap.of("path", TEXT, "verb", TEXT));

    static final StructType REQUEST =
        struct(
            "SubjectAccessReviewSpec",
            ImmutableMap.of(
                "resourceAttributes", RESOURCE,
                "nonResourceAttributes", PATH,
                "user", TEXT,
                "groups", TEXTS,
                "extra", EXTRA,
                "uid", TEXT));

    private static final ImmutableList<CelType> ALL =
        ImmutableList.of(
            USER,
            REQUEST,
            RESOURCE,
            PATH,
            FIELD_SELECTOR,
            LABEL_SELECTOR,
            requirement("Field"),
            requirement("Label"));

    static final CelTypeProvider PROVIDER =
        new CelTypeProvider() {
          @Override
          public ImmutableCollection<CelType> types() {
            return ALL;
          }

          @Override
          public Optional<CelType> findType(String name) {
            return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
          }
        };

    private static StructType selector(String of) {
      return struct(
          of + "SelectorAttributes",
          ImmutableMap.of("rawSelector", TEXT, "requirements", ListType.create(requirement(of))));
    }

    private static StructType requirement(String of) {
      return struct(
          of + "SelectorRequirement",
          ImmutableMap.of("key", TEXT, "operator", TEXT, "values", TEXTS));
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
      return StructType.create(
          "kubernetes." + name,
          ImmutableSet.copyOf(fields.keySet()),
          field -> Optional.ofNullable(fields.get(field)));
    }
  }
}
