package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;

/** Decides whether a user may do what a request asks for. */
public interface Authorizer {

  Decision authorize(User user, RequestInfo info);

  /** What an authorizer has to say. */
  sealed interface Decision {
    Decision ALLOW = new Allow();
    Decision NO_OPINION = new NoOpinion("");

    record Allow() implements Decision {}

    /**
     * @param reason for the client; may be empty
     */
    record Deny(String reason) implements Decision {}

    /**
     * Not allowed unless somebody else allows it.
     *
     * @param reason for the client; may be empty
     */
    record NoOpinion(String reason) implements Decision {}
  }
}
