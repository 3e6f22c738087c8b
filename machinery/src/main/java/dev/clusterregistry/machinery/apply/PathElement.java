package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.GoJson;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/**
 * One step from a value into what it contains. Ordered as fieldsV1 is written: fields, keys,
 * values, indexes. The text is that of error messages ({@code .name}, {@code [type="OK"]}, {@code
 * [="a/b"]}, {@code [0]}).
 */
sealed interface PathElement extends Comparable<PathElement> {

  /** A member of an object. */
  record Field(String name) implements PathElement {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /** An item of a map list, by the values of its key members, sorted by name. */
  record Key(SortedMap<String, Scalar> members) implements PathElement {
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("[");
      members.forEach(
          (name, value) ->
              out.append(out.length() > 1 ? "," : "").append(name).append('=').append(value));
      return out.append(']').toString();
    }
  }

  /** An item of a set, by its value. */
  record Value(Scalar value) implements PathElement {
    @Override
    public String toString() {
      return "[=" + value + "]";
    }
  }

  /** An item of any list, by its place. */
  record Index(int index) implements PathElement {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  /** The member name that stands for this step in fieldsV1. */
  default String encoded() {
    return switch (this) {
      case Field(String name) -> "f:" + name;
      case Key(SortedMap<String, Scalar> members) -> encodedKey(members);
      case Value(Scalar value) -> {
        StringBuilder out = new StringBuilder("v:");
        value.appendJson(out);
        yield out.toString();
      }
      case Index(int index) -> "i:" + index;
    };
  }

  private static String encodedKey(SortedMap<String, Scalar> members) {
    StringBuilder out = new StringBuilder("k:{");
    members.forEach(
        (name, value) -> {
          out.append(out.length() > 3 ? "," : "");
          GoJson.appendString(out, name);
          value.appendJson(out.append(':'));
        });
    return out.append('}').toString();
  }

  @Override
  default int compareTo(PathElement other) {
    if (this instanceof Field(String name) && other instanceof Field(String otherName)) {
      return name.compareTo(otherName);
    }
    if (this instanceof Key(var members) && other instanceof Key(var otherMembers)) {
      return compareKeys(members, otherMembers);
    }
    if (this instanceof Value(Scalar value) && other instanceof Value(Scalar otherValue)) {
      return value.compareTo(otherValue);
    }
    if (this instanceof Index(int index) && other instanceof Index(int otherIndex)) {
      return Integer.compare(index, otherIndex);
    }
    return Integer.compare(rank(), other.rank());
  }

  private static int compareKeys(SortedMap<String, Scalar> left, SortedMap<String, Scalar> right) {
    Iterator<Map.Entry<String, Scalar>> others = right.entrySet().iterator();
    for (Map.Entry<String, Scalar> member : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, Scalar> other = others.next();
      int order = member.getKey().compareTo(other.getKey());
      order = order == 0 ? member.getValue().compareTo(other.getValue()) : order;
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private int rank() {
    return switch (this) {
      case Field ignored -> 0;
      case Key ignored -> 1;
      case Value ignored -> 2;
      case Index ignored -> 3;
    };
  }
}
