package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.request.RequestInfo;
import java.util.List;

/**
 * Something that must be allowed to who acts for another.
 *
 * @param oneOf actions of which one allowed is enough; who is refused is told of the last
 * @param never why it is not allowed to anybody; empty if it may be
 */
public record ImpersonationQuestion(List<RequestInfo> oneOf, String never) {
  static ImpersonationQuestion of(RequestInfo action) {
    return new ImpersonationQuestion(List.of(action), "");
  }

  static ImpersonationQuestion never(RequestInfo action, String why) {
    return new ImpersonationQuestion(List.of(action), why);
  }
}
