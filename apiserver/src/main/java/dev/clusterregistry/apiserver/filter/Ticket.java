package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.status.StatusException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a watch was let in with: enough to ask again whether it would be. Watches of equal tickets
 * are asked about once.
 *
 * @param headers names and values in turn, without those that never let anybody in
 * @param user whom they made the watcher
 * @param limited shown only what may be got
 */
record Ticket(
    RequestInfo info,
    String path,
    List<String> headers,
    List<X509Certificate> certificates,
    boolean webSocket,
    boolean http2,
    User user,
    boolean limited) {
  private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);
  private static final byte[] NOTHING = new byte[0];
  private static final int LET_IN = 204;

  /** What differs from request to request of one and the same client. */
  private static final Set<String> IRRELEVANT =
      Set.of(
          "accept",
          "accept-encoding",
          "audit-id",
          "baggage",
          "cache-control",
          "connection",
          "content-length",
          "content-type",
          "host",
          "pragma",
          "traceparent",
          "tracestate",
          "user-agent");

  /** What the asking found out. */
  enum Verdict {
    LET_IN,
    REFUSED,
    /** Somebody who must say so does not answer. */
    UNDECIDED
  }

  /** Of a call that was let in. */
  static Ticket of(Call call) {
    ApiRequest request = call.request();
    List<String> kept = new ArrayList<>(4);
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i).toLowerCase(Locale.ROOT);
      if (!IRRELEVANT.contains(name)) {
        kept.add(name);
        kept.add(headers.value(i));
      }
    }
    return new Ticket(
        call.info().asked(),
        request.path(),
        List.copyOf(kept),
        request.clientCertificates(),
        request.webSocket(),
        request.http2(),
        call.user(),
        call.sight() instanceof Sight.Limited);
  }

  /** The end of the filters that are asked. */
  static Reply letIn(Call call) {
    return new Reply.Full(LET_IN, new Headers(), NOTHING);
  }

  /**
   * @param filters that let requests in, with {@link #letIn} at their end
   * @param insists what others said a while ago is not good enough
   * @throws dev.clusterregistry.apiserver.http.WouldBlockException if it must wait and may not
   */
  Verdict ask(Endpoint filters, boolean mayBlock, boolean insists) {
    Call call = new Call(request(mayBlock, insists), System.nanoTime());
    call.info(info);
    call.auditId("of an open watch");
    try {
      int status = filters.answer(call).status();
      if (status == LET_IN) {
        boolean same = call.user().equals(user);
        boolean less = call.sight() instanceof Sight.Limited && !limited;
        return same && !less ? Verdict.LET_IN : Verdict.REFUSED;
      }
      return status >= 500 ? Verdict.UNDECIDED : Verdict.REFUSED;
    } catch (StatusException e) {
      return e.status().httpCode() >= 500 ? Verdict.UNDECIDED : Verdict.REFUSED;
    }
  }

  private ApiRequest request(boolean mayBlock, boolean insists) {
    Headers all = new Headers();
    for (int i = 0; i < headers.size(); i += 2) {
      all.add(headers.get(i), headers.get(i + 1));
    }
    return new ApiRequest(
        "GET",
        path,
        "",
        all,
        NOTHING,
        false,
        certificates,
        NOWHERE,
        webSocket,
        http2,
        mayBlock,
        insists);
  }

  /** Never the headers, which hold credentials. */
  @Override
  public String toString() {
    return "Ticket[" + user.name() + "]";
  }
}
