package dev.clusterregistry.machinery.schema;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One node of a structural schema. Immutable once built, shared by all threads.
 *
 * <p>Besides what a CRD's schema says, a node carries a type name: the name of the message or class
 * that generated clients have for it, used in decoding errors and OpenAPI component names.
 */
public final class Schema {
  private final SchemaType type;
  private final String typeName;
  private final String description;
  private final String format;
  private final List<Property> properties;
  private final Map<String, Property> propertiesByName;
  private final List<Property> numbered;
  private final @Nullable Schema element;
  private final ListType listType;
  private final List<String> listMapKeys;
  private final boolean atomic;
  private final @Nullable String patchMergeKey;
  private final @Nullable String patchStrategy;
  private final @Nullable JsonNode defaultValue;
  private final boolean nullable;
  private final boolean builtIn;
  private final Limits limits;
  private final boolean limited;
  private final boolean defaulted;
  private final boolean omitsZero;
  private final boolean wrapped;
  private final boolean pointer;
  private final boolean message;

  Schema(SchemaBuilder builder) {
    type = builder.type;
    typeName = builder.typeName;
    description = builder.description;
    format = builder.format;
    properties = List.copyOf(builder.properties);
    propertiesByName = new HashMap<>(properties.size() * 2);
    for (Property property : properties) {
      propertiesByName.put(property.name(), property);
    }
    numbered =
        properties.stream()
            .filter(property -> property.protobufNumber() > 0)
            .sorted(Comparator.comparingInt(Property::protobufNumber))
            .toList();
    element = builder.element;
    listType = builder.listType;
    listMapKeys = List.copyOf(builder.listMapKeys);
    atomic = builder.atomic;
    patchMergeKey = builder.patchMergeKey;
    patchStrategy = builder.patchStrategy;
    defaultValue = builder.defaultValue;
    nullable = builder.nullable;
    builtIn = builder.builtIn;
    limits = builder.limits;
    limited = findLimited();
    defaulted = findDefaulted();
    omitsZero = builder.omitsZero;
    wrapped = builder.wrapped;
    pointer = builder.pointer;
    message = findMessage();
  }

  private boolean findLimited() {
    if (builtIn) {
      return false;
    }
    boolean any = !limits.equals(Limits.NONE) || listType != ListType.ATOMIC;
    any |= element != null && element.limited;
    for (Property property : properties) {
      any |= !property.schema().builtIn && (property.required() || property.schema().limited);
    }
    return any;
  }

  private boolean findDefaulted() {
    boolean any = element != null && element.defaulted;
    for (Property property : properties) {
      any |= property.schema().defaultValue != null || property.schema().defaulted;
    }
    return any;
  }

  private boolean findMessage() {
    return switch (type) {
      case STRUCT ->
          properties.stream().allMatch(p -> p.protobufNumber() > 0 && p.schema().message);
      case LIST -> element != null && element.message && element.element == null;
      case MAP -> element != null && element.message && element.type != SchemaType.MAP;
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN -> true;
      case ANY -> builtIn;
      case INT_OR_STRING -> false;
    };
  }

  public SchemaType type() {
    return type;
  }

  /** The name of the generated type, such as ClusterSpec; empty if none is declared. */
  public String typeName() {
    return typeName;
  }

  public String description() {
    return description;
  }

  /** The OpenAPI format, or empty. */
  public String format() {
    return format;
  }

  /** The members of a struct in the order in which they are written; empty for other types. */
  public List<Property> properties() {
    return properties;
  }

  /** A member of a struct, or null. Names are case-sensitive. */
  public @Nullable Property property(String name) {
    return propertiesByName.get(name);
  }

  /** The members that have a protobuf number, in the order of those. */
  public List<Property> numbered() {
    return numbered;
  }

  /** The member with a protobuf number, or null. */
  public @Nullable Property numbered(int number) {
    for (Property property : numbered) {
      if (property.protobufNumber() == number) {
        return property;
      }
    }
    return null;
  }

  /** Whether all below has protobuf numbers, so that this can be a field of a message. */
  public boolean message() {
    return message;
  }

  /** Whether zero says the same as absence, where protobuf has it written all the same. */
  public boolean omitsZero() {
    return omitsZero;
  }

  /** Whether this list is in protobuf a message of its own, with the items as field 1. */
  public boolean wrapped() {
    return wrapped;
  }

  /** Whether Go holds it by pointer: given but empty is not the same as absent. */
  public boolean pointer() {
    return pointer;
  }

  /** The schema of a list's items or a map's values; null for other types. */
  public @Nullable Schema element() {
    return element;
  }

  /**
   * @throws IllegalStateException if this is neither a list nor a map
   */
  public Schema requiredElement() {
    if (element == null) {
      throw new IllegalStateException("a " + type + " has no elements");
    }
    return element;
  }

  public ListType listType() {
    return listType;
  }

  /** The members that tell the items of a map list apart; empty otherwise. */
  public List<String> listMapKeys() {
    return listMapKeys;
  }

  /** Whether one writer owns the whole value: an atomic list, or an object with map type atomic. */
  public boolean atomic() {
    return atomic;
  }

  /** The merge key of a strategic merge patch, or null. */
  public @Nullable String patchMergeKey() {
    return patchMergeKey;
  }

  /** The patch strategy (merge, replace, retainKeys), or null. */
  public @Nullable String patchStrategy() {
    return patchStrategy;
  }

  /** What an absent member becomes, or null. Nobody may change it. */
  public @Nullable JsonNode defaultValue() {
    return defaultValue;
  }

  public boolean nullable() {
    return nullable;
  }

  /** Whether this is object metadata or a part of it, which all kinds share. */
  public boolean builtIn() {
    return builtIn;
  }

  /** Whether there is anything to check beyond types here or below, object metadata apart. */
  public boolean limited() {
    return limited;
  }

  /** Whether anything below has a default. */
  public boolean defaulted() {
    return defaulted;
  }

  /** What a value must additionally satisfy. */
  public Limits limits() {
    return limits;
  }

  @Override
  public String toString() {
    return typeName.isEmpty() ? type.toString() : type + " " + typeName;
  }
}
