package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.Verb;
import dev.clusterregistry.apiserver.resource.negotiation.BodyFormat;
import dev.clusterregistry.apiserver.resource.negotiation.Negotiator;
import dev.clusterregistry.apiserver.resource.negotiation.Representation;
import dev.clusterregistry.apiserver.resource.negotiation.Transform;
import dev.clusterregistry.apiserver.resource.options.WriteOptions;
import dev.clusterregistry.apiserver.resource.transform.ObjectWriter;
import dev.clusterregistry.apiserver.resource.write.BodyReader;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.Statuses;
import tools.jackson.databind.node.ObjectNode;

/** Takes the creation of a review, and answers with the review. */
final class ReviewEndpoint implements Endpoint {
  private static final int CREATED = 201;

  private final KindVersion version;
  private final Review review;
  private final BodyReader bodies = new BodyReader();
  private final ObjectEncoder encoder = new ObjectEncoder();

  ReviewEndpoint(KindVersion version, Review review) {
    this.version = version;
    this.review = review;
  }

  @Override
  public Reply answer(Call call) {
    RequestInfo info = call.info();
    boolean somewhere = !info.namespace().isEmpty();
    if (!info.onCollection() || (somewhere && !version.kind().namespaced())) {
      throw Statuses.unknownPath();
    }
    if (info.verb() != Verb.CREATE || somewhere != version.kind().namespaced()) {
      throw Statuses.methodNotAllowed();
    }
    call.request().blocking();
    Representation form = Negotiator.forObject(call.request(), info.query(), version.protobuf());
    Encoding encoding = BodyFormat.encoding(call.request());
    WriteOptions options = WriteOptions.forCreate(info.query());
    ObjectNode tree =
        bodies.tree(
            call, BodyReader.bytes(call.request()), encoding, version, options.fieldValidation());
    if (!(form.transform() instanceof Transform.None)) {
      throw Statuses.notAcceptable(
          "the resource "
              + version.kind().resourceName()
              + " does not support being converted to a Table");
    }
    review.answer(call, tree);
    return ObjectWriter.reply(call, CREATED, encoder.encode(tree, version), version.schema(), form);
  }
}
