package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.Map;

/** The questions that a server can answer. */
public final class Reviews {
  private final Map<String, Review> byResource;

  public Reviews(Authenticator authenticator, Authorizer authorizer, Sources sources) {
    byResource =
        Map.of(
            "selfsubjectreviews.authentication.k8s.io",
            new SelfReview(sources),
            "tokenreviews.authentication.k8s.io",
            new TokenReview(authenticator),
            "selfsubjectaccessreviews.authorization.k8s.io",
            AccessReview.ofSelf(authorizer),
            "subjectaccessreviews.authorization.k8s.io",
            AccessReview.ofSubject(authorizer),
            "localsubjectaccessreviews.authorization.k8s.io",
            AccessReview.local(authorizer),
            "selfsubjectrulesreviews.authorization.k8s.io",
            new RulesReview(authorizer));
  }

  /**
   * The endpoint of a kind that is not stored.
   *
   * @throws IllegalArgumentException if nobody can answer it
   */
  public Endpoint endpoint(KindVersion version) {
    Review review = byResource.get(version.kind().resourceName());
    if (review == null) {
      throw new IllegalArgumentException("nobody answers " + version.kind().resourceName());
    }
    return new ReviewEndpoint(version, review);
  }
}
