package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.MediaClause;
import dev.clusterregistry.apiserver.resource.negotiation.Format;
import dev.clusterregistry.apiserver.resource.negotiation.Pretty;
import dev.clusterregistry.machinery.status.Statuses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves everything about all groups in one document (KEP-3352) to clients that name its kind in
 * Accept, and leaves the others to the classic document. Version v2 alone: v2beta1 ended with
 * Kubernetes 1.33, and who asks for nothing else gets 406, as there.
 */
final class AggregatedEndpoint implements Endpoint {
  private static final String PARAMETERS = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private final Document document;
  private final EntityTag tag;
  private final Endpoint classic;

  AggregatedEndpoint(ObjectNode tree, Endpoint classic) {
    this.document = new Document(tree);
    this.tag = EntityTag.of(document.json());
    this.classic = classic;
  }

  @Override
  public Reply answer(Call call) {
    Format format = wanted(call.request().headers().get("Accept"));
    if (format == null) {
      return classic.answer(call);
    }
    if (!call.request().method().equals("GET")) {
      throw Statuses.methodNotAllowed();
    }
    Reply.Full reply =
        document.reply(
            format,
            Pretty.wanted(call.request(), call.info().query()),
            format.contentType() + PARAMETERS);
    reply.headers().add("Vary", "Accept").add("Cache-Control", "public");
    return tag.tag(call, reply);
  }

  /** The format of the first clause that can be served, if that is an aggregated one. */
  private static @Nullable Format wanted(@Nullable String accept) {
    if (accept == null || accept.indexOf('=') < 0) {
      return null;
    }
    for (MediaClause clause : MediaClause.parse(accept)) {
      Format format = format(clause);
      if (format != null && isAggregated(clause)) {
        return format;
      }
      if (isPlain(clause) && (format != null || isProtobuf(clause))) {
        return null;
      }
    }
    return null;
  }

  private static @Nullable Format format(MediaClause clause) {
    if (clause.takes("application", "json")) {
      return Format.JSON;
    }
    return clause.takes("application", "yaml") ? Format.YAML : null;
  }

  /** There is no aggregated document in protobuf. */
  private static boolean isProtobuf(MediaClause clause) {
    return clause.takes("application", "vnd.kubernetes.protobuf");
  }

  private static boolean isAggregated(MediaClause clause) {
    String profile = clause.parameter("profile");
    return "apidiscovery.k8s.io".equals(clause.parameter("g"))
        && "v2".equals(clause.parameter("v"))
        && "APIGroupDiscoveryList".equals(clause.parameter("as"))
        && (profile == null || profile.isEmpty() || profile.equals("nopeer"));
  }

  private static boolean isPlain(MediaClause clause) {
    return clause.parameter("g") == null
        && clause.parameter("v") == null
        && clause.parameter("as") == null;
  }
}
