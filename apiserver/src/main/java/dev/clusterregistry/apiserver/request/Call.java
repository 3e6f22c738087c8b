package dev.clusterregistry.apiserver.request;

import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.http.ApiRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request together with what the filters found out about it. Each filter fills in its own fact
 * once, in travel order; reading a fact before its filter has run is a bug. Confined to the thread
 * that handles the request.
 */
public final class Call {
  private final ApiRequest request;
  private final long receivedNanos;
  private @Nullable RequestInfo info;
  private @Nullable Route route;
  private @Nullable User user;
  private @Nullable String auditId;
  private @Nullable Consumer<RequestInfo> authorization;
  private Sight sight = Sight.EVERYTHING;
  private long deadlineNanos = Long.MAX_VALUE;
  private @Nullable Warnings warnings;

  /**
   * @param receivedNanos of {@link System#nanoTime}
   */
  public Call(ApiRequest request, long receivedNanos) {
    this.request = request;
    this.receivedNanos = receivedNanos;
  }

  public ApiRequest request() {
    return request;
  }

  public long receivedNanos() {
    return receivedNanos;
  }

  public RequestInfo info() {
    return known(info, "request info");
  }

  /** Null before the request info filter, which may have refused the request. */
  public @Nullable RequestInfo infoIfKnown() {
    return info;
  }

  public void info(RequestInfo value) {
    info = value;
  }

  /** Null if nothing is served there, or before the request info filter. */
  public @Nullable Route route() {
    return route;
  }

  public void route(@Nullable Route value) {
    route = value;
  }

  public User user() {
    return known(user, "user");
  }

  public void user(User value) {
    user = value;
  }

  public String auditId() {
    return known(auditId, "audit id");
  }

  public @Nullable String auditIdIfKnown() {
    return auditId;
  }

  public void auditId(String value) {
    auditId = value;
  }

  /** In terms of {@link System#nanoTime}; for a long-running request far away. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  public void deadlineNanos(long value) {
    deadlineNanos = value;
  }

  /** Who decides whether the user may do more than what the request says. */
  public void authorization(Consumer<RequestInfo> value) {
    authorization = value;
  }

  /**
   * Makes sure that the user may also do something that only the handler finds to be asked for.
   *
   * @throws dev.clusterregistry.machinery.status.StatusException 403
   */
  public void require(RequestInfo other) {
    known(authorization, "authorization").accept(other);
  }

  /** Which objects a list or watch may show. */
  public Sight sight() {
    return sight;
  }

  public void sight(Sight value) {
    sight = value;
  }

  /** Tells the client something in a Warning header, whether the request succeeds or fails. */
  public void warn(String text) {
    if (warnings == null) {
      warnings = new Warnings();
    }
    warnings.add(text);
  }

  /** The values of the Warning headers. */
  public List<String> warningHeaders() {
    return warnings == null ? List.of() : warnings.headers();
  }

  private static <T> T known(@Nullable T value, String fact) {
    if (value == null) {
      throw new IllegalStateException("no " + fact + " yet");
    }
    return value;
  }

  /** Texts in order, each once. */
  private static final class Warnings {
    private final List<String> texts = new ArrayList<>(2);

    void add(String text) {
      if (!texts.contains(text)) {
        texts.add(text);
      }
    }

    List<String> headers() {
      return WarningHeaders.of(texts);
    }
  }
}
