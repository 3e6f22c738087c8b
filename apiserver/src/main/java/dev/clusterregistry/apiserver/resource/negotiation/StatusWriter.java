package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.machinery.schema.MetaSchemas;
import dev.clusterregistry.machinery.status.Status;

/** Turns a Status into a reply in a form that the client accepts. */
public final class StatusWriter {
  private StatusWriter() {}

  /** A failure; indented JSON if the client accepts nothing that can be served. */
  public static Reply reply(ApiRequest request, Status status) {
    Representation form = Negotiator.forFailure(request, Query.parse(request.query()));
    if (form == null) {
      form = new Representation(Format.JSON, Transform.NONE, true);
    }
    byte[] body = Body.of(status.toJson(), MetaSchemas.STATUS, form);
    Reply reply = FullReply.of(request, status.httpCode(), form.format(), body);
    if (status.retryAfterSeconds() > 0) {
      reply.headers().add("Retry-After", Integer.toString(status.retryAfterSeconds()));
    }
    return reply;
  }
}
