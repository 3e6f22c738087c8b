package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.resource.negotiation.Negotiator;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.machinery.status.Statuses;
import tools.jackson.databind.node.ObjectNode;

/** Serves one document in the form that the client accepts. */
final class DocumentEndpoint implements Endpoint {
  private final Document document;

  DocumentEndpoint(ObjectNode tree) {
    this.document = new Document(tree);
  }

  @Override
  public Reply answer(Call call) {
    if (!call.request().method().equals("GET")) {
      throw Statuses.methodNotAllowed();
    }
    Representation form = Negotiator.forDocument(call.request(), call.info().query());
    return document.reply(form.format(), form.pretty());
  }
}
