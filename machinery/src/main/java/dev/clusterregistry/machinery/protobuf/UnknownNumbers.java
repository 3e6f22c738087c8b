package dev.clusterregistry.machinery.protobuf;

import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what a message holds that its schema has no number for, and that reading it would therefore
 * pass over. Go writes empty members too; of those nothing is lost.
 */
public final class UnknownNumbers {
  private final List<String> found = new ArrayList<>();

  private UnknownNumbers() {}

  /**
   * The paths of such fields, such as {@code spec.authInfo.providers[1].9}, in the order of the
   * message.
   *
   * @param message is read to its end
   * @throws MalformedMessageException if it is no message
   */
  public static List<String> of(ProtobufInput message, Schema schema) {
    UnknownNumbers unknown = new UnknownNumbers();
    unknown.struct(message, schema, "");
    return List.copyOf(unknown.found);
  }

  private void struct(ProtobufInput in, Schema schema, String path) {
    Map<String, Integer> counts = new HashMap<>();
    while (in.next()) {
      Property property = schema.numbered(in.field());
      if (property == null) {
        String unknown = path + in.field();
        if (!in.skipEmpty()) {
          found.add(unknown);
        }
        continue;
      }
      int index = counts.merge(property.name(), 1, Integer::sum) - 1;
      member(in, property.schema(), path + property.name(), index);
    }
  }

  private void member(ProtobufInput in, Schema schema, String path, int index) {
    switch (schema.type()) {
      case STRUCT -> struct(in.message(), schema, path + ".");
      case LIST -> {
        Schema element = schema.requiredElement();
        if (schema.wrapped()) {
          in.skip();
        } else {
          member(in, element, path + "[" + index + "]", 0);
        }
      }
      case MAP, STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> in.skip();
    }
  }
}
