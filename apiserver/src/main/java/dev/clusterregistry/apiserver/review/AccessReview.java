package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.status.GroupKind;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** May somebody do something? By the same authorizer that decides about requests. */
final class AccessReview implements Review {
  private final Authorizer authorizer;
  private final String kind;
  private final boolean self;
  private final boolean local;

  private AccessReview(Authorizer authorizer, String kind, boolean self, boolean local) {
    this.authorizer = authorizer;
    this.kind = kind;
    this.self = self;
    this.local = local;
  }

  static AccessReview ofSelf(Authorizer authorizer) {
    return new AccessReview(authorizer, "SelfSubjectAccessReview", true, false);
  }

  static AccessReview ofSubject(Authorizer authorizer) {
    return new AccessReview(authorizer, "SubjectAccessReview", false, false);
  }

  /** About actions in the namespace of the review. */
  static AccessReview local(Authorizer authorizer) {
    return new AccessReview(authorizer, "LocalSubjectAccessReview", false, true);
  }

  @Override
  public void answer(Call call, ObjectNode review) {
    JsonNode spec = review.path("spec");
    List<FieldError> errors = new ArrayList<>(0);
    AccessQuestion.check(spec, errors);
    if (!self) {
      AccessQuestion.checkSubject(spec, errors);
    }
    AccessQuestion.checkMetadata(review, local, errors);
    if (local) {
      AccessQuestion.checkNamespace(spec, call.info().namespace(), errors);
    }
    if (!errors.isEmpty()) {
      throw Statuses.invalid(new GroupKind("authorization.k8s.io", kind), "", errors);
    }
    User user = self ? call.user() : AccessQuestion.user(spec);
    AskedSelectors selectors = AccessQuestion.selectors(spec);
    RequestInfo action =
        AccessQuestion.action(spec).selecting(selectors.fields(), selectors.labels());
    List<String> problems = selectors.problems();
    ObjectNode status = review.putObject("status");
    switch (authorizer.authorize(user, action, call.request())) {
      case Decision.Allow allow -> put(status, true, allow.reason(), "", problems);
      case Decision.Deny deny -> {
        put(status, false, deny.reason(), deny.error(), problems);
        status.put("denied", true);
      }
      case Decision.NoOpinion none -> put(status, false, none.reason(), none.error(), problems);
    }
  }

  private static void put(
      ObjectNode status, boolean allowed, String reason, String error, List<String> problems) {
    List<String> errors = new ArrayList<>(problems);
    if (!error.isEmpty()) {
      errors.addFirst(error);
    }
    status
        .put("allowed", allowed)
        .put("reason", reason)
        .put("evaluationError", String.join("; ", errors));
  }
}
