package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request, by one kind of credential. */
public interface Authenticator {

  /** Answers at once, or calls {@link ApiRequest#blocking} first. */
  Result authenticate(ApiRequest request);

  /**
   * What WWW-Authenticate says to a client that is refused; null for nothing, as most kinds of
   * credentials have it.
   */
  default @Nullable String challenge() {
    return null;
  }

  /** Whom the tokens of its users are for, so that whoever asks can tell; empty if nobody said. */
  default List<String> audiences() {
    return List.of();
  }

  /** What one authenticator has to say. */
  sealed interface Result {
    Result NONE = new NoCredential();

    /** The request carries a valid credential of this kind. */
    record Known(User user) implements Result {}

    /** The request carries no credential of this kind. */
    record NoCredential() implements Result {}

    /**
     * The request carries a credential of this kind that is not good.
     *
     * @param reason for the log, never for the client
     */
    record Rejected(String reason) implements Result {}
  }
}
