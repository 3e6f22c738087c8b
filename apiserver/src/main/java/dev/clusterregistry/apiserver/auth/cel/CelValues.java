package dev.clusterregistry.apiserver.auth.cel;

import com.google.protobuf.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON as the CEL library takes it. */
final class CelValues {
  private CelValues() {}

  static Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(of(item)));
        yield list;
      }
      case STRING -> node.asString();
      case BOOLEAN -> node.asBoolean();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.asLong()
              : (Object) node.asDouble();
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }
}
