package dev.clusterregistry.apiserver.resource.options;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.QueryValues;
import dev.clusterregistry.machinery.validation.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@link DeleteOptions} from the body, or only if there is none from the query, as
 * kube-apiserver does.
 */
public final class DeleteOptionsReader {
  private final String groupVersion;

  /**
   * @param groupVersion of the resource: its DeleteOptions are taken too
   */
  public DeleteOptionsReader(String groupVersion) {
    this.groupVersion = groupVersion;
  }

  /**
   * @throws StatusException 400, 415 or 422
   */
  public DeleteOptions read(ApiRequest request, Query query) {
    if (request.body().length > 0) {
      return fromBody(OptionsBody.decode(request, groupVersion));
    }
    return query.isEmpty() ? DeleteOptions.NONE : fromQuery(query);
  }

  private static DeleteOptions fromBody(ObjectNode body) {
    integer(body, "gracePeriodSeconds");
    String uid = null;
    String resourceVersion = null;
    JsonNode preconditions = value(body, "preconditions");
    if (preconditions instanceof ObjectNode wanted) {
      uid = string(wanted, "uid");
      resourceVersion = string(wanted, "resourceVersion");
    } else if (preconditions != null) {
      throw wrongType("preconditions", preconditions, "v1.Preconditions");
    }
    Boolean orphan = bool(body, "orphanDependents");
    List<String> dryRun = strings(body, "dryRun");
    return checked(orphan, string(body, "propagationPolicy"), dryRun, uid, resourceVersion);
  }

  private static DeleteOptions fromQuery(Query query) {
    String grace = query.first("gracePeriodSeconds");
    if (grace != null) {
      try {
        QueryValues.parseInt(grace);
      } catch (IllegalArgumentException e) {
        throw Statuses.badRequest(String.valueOf(e.getMessage()));
      }
    }
    Boolean orphan = query.has("orphanDependents") ? query.flag("orphanDependents") : null;
    return checked(orphan, query.first("propagationPolicy"), query.all("dryRun"), null, null);
  }

  private static DeleteOptions checked(
      @Nullable Boolean orphan,
      @Nullable String policy,
      List<String> dryRun,
      @Nullable String uid,
      @Nullable String resourceVersion) {
    RequestOptions.checkDelete(orphan, policy, dryRun);
    return new DeleteOptions(!dryRun.isEmpty(), uid, resourceVersion, orphan);
  }

  private static void integer(ObjectNode body, String name) {
    JsonNode value = value(body, name);
    if (value != null && !value.isIntegralNumber()) {
      throw wrongType(name, value, "int64");
    }
  }

  private static @Nullable String string(ObjectNode body, String name) {
    JsonNode value = value(body, name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw wrongType(name, value, "string");
    }
    return value.asString();
  }

  private static @Nullable Boolean bool(ObjectNode body, String name) {
    JsonNode value = value(body, name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw wrongType(name, value, "bool");
    }
    return value.asBoolean();
  }

  private static List<String> strings(ObjectNode body, String name) {
    JsonNode value = value(body, name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrongType(name, value, "[]string");
    }
    List<String> texts = new ArrayList<>(value.size());
    for (JsonNode item : value) {
      if (!item.isString()) {
        throw wrongType(name, item, "string");
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** Null if the member is missing or null. */
  private static @Nullable JsonNode value(ObjectNode body, String name) {
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static StatusException wrongType(String field, JsonNode value, String goType) {
    String found =
        switch (value.getNodeType()) {
          case ARRAY -> "array";
          case OBJECT, POJO -> "object";
          case STRING -> "string";
          case BOOLEAN -> "bool";
          case NUMBER -> "number";
          case BINARY, MISSING, NULL -> "value";
        };
    return Statuses.badRequest(
        "json: cannot unmarshal "
            + found
            + " into Go struct field DeleteOptions."
            + field
            + " of type "
            + goType);
  }
}
