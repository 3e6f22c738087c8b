package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.status.GroupResource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;

/** Says in Kubernetes' words what a user may not do. */
final class ForbiddenText {
  private ForbiddenText() {}

  static StatusException forbidden(User user, RequestInfo info, String reason) {
    String why = escape(sentence(user, info)) + (reason.isEmpty() ? "" : ": " + reason);
    return info.isResource()
        ? Statuses.forbidden(new GroupResource(info.group(), info.resource()), info.name(), why)
        : Statuses.forbiddenPath(why);
  }

  /** As Go's responsewriters.InternalError has it. */
  static String undecided(ApiRequest request, String error) {
    String target =
        request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
    return escape("Internal Server Error: " + GoQuote.quote(target) + ": " + error);
  }

  private static String sentence(User user, RequestInfo info) {
    String start = "User " + GoQuote.quote(user.name()) + " cannot " + info.verbText();
    if (!info.isResource()) {
      return start + " path " + GoQuote.quote(info.path());
    }
    String resource =
        info.subresource().isEmpty() ? info.resource() : info.resource() + "/" + info.subresource();
    return start
        + " resource "
        + GoQuote.quote(resource)
        + " in API group "
        + GoQuote.quote(info.group())
        + (info.namespace().isEmpty()
            ? " at the cluster scope"
            : " in the namespace " + GoQuote.quote(info.namespace()));
  }

  /** The text may end up in a browser. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
