package dev.clusterregistry.apiserver.resource.options;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.apiserver.resource.negotiation.BodyFormat;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
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
  private final ObjectDecoder decoder = new ObjectDecoder();

  /**
   * @throws StatusException 400, 415 or 422
   */
  public DeleteOptions read(ApiRequest request, Query query) {
    if (request.body().length > 0) {
      Encoding encoding = BodyFormat.encoding(request);
      return fromBody(decoder.decodeDeleteOptions(request.body(), encoding));
    }
    return query.isEmpty() ? DeleteOptions.NONE : fromQuery(query);
  }

  private static DeleteOptions fromBody(ObjectNode body) {
    JsonNode orphan = body.get("orphanDependents");
    JsonNode preconditions = body.path("preconditions");
    List<String> dryRun = new ArrayList<>();
    body.path("dryRun").forEach(item -> dryRun.add(item.asString()));
    return checked(
        orphan == null ? null : orphan.booleanValue(),
        text(body, "propagationPolicy"),
        dryRun,
        text(preconditions, "uid"),
        text(preconditions, "resourceVersion"));
  }

  private static @Nullable String text(JsonNode object, String member) {
    JsonNode value = object.get(member);
    return value == null ? null : value.asString();
  }

  /** The preconditions have no name of their own in a query: their members stand by themselves. */
  private static DeleteOptions fromQuery(Query query) {
    String grace = query.first("gracePeriodSeconds");
    if (grace != null) {
      try {
        QueryValues.parseInt(grace);
      } catch (IllegalArgumentException e) {
        throw Statuses.badRequest(String.valueOf(e.getMessage()));
      }
    }
    return checked(
        query.has("orphanDependents") ? query.flag("orphanDependents") : null,
        query.first("propagationPolicy"),
        query.all("dryRun"),
        query.first("uid"),
        query.first("resourceVersion"));
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
}
