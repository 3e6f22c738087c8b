package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;

/** Decides whether a user may do what a request asks for. */
public interface Authorizer {

  /**
   * Answers at once, or calls {@link Patience#blocking} first.
   *
   * @param info of a request, or made up to ask about an action
   */
  Decision authorize(User user, RequestInfo info, Patience patience);

  /**
   * What a user may do, as far as this authorizer can list it: in a namespace, and everywhere.
   *
   * @param namespace empty for none
   */
  default AccessRules rules(User user, String namespace) {
    return AccessRules.NONE;
  }

  /** Whether the user may, all told. Who cannot be asked has not allowed it. */
  default boolean allows(User user, RequestInfo info, Patience patience) {
    return authorize(user, info, patience) instanceof Decision.Allow;
  }

  /** What an authorizer has to say. */
  sealed interface Decision {
    Decision ALLOW = new Allow("");
    Decision NO_OPINION = new NoOpinion("", "");

    /**
     * @param reason for reviews; may be empty
     */
    record Allow(String reason) implements Decision {}

    /**
     * Forbidden, whatever others say.
     *
     * @param reason for the client; may be empty
     * @param error what kept the authorizer from finding out; empty if nothing did
     */
    record Deny(String reason, String error) implements Decision {
      public Deny(String reason) {
        this(reason, "");
      }
    }

    /**
     * Not allowed unless somebody else allows it.
     *
     * @param reason for the client; may be empty
     * @param error what kept the authorizer from finding out; empty if nothing did
     */
    record NoOpinion(String reason, String error) implements Decision {
      public NoOpinion(String reason) {
        this(reason, "");
      }
    }
  }
}
