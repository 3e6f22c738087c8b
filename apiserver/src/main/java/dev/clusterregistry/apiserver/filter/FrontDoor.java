package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Handler;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the transport's requests become calls, and where every reply gets the headers that all
 * replies have: the audit id (the request's own, if it brought one), Cache-Control, warnings.
 */
public final class FrontDoor implements Handler {
  private final Endpoint first;

  public FrontDoor(Endpoint first) {
    this.first = first;
  }

  @Override
  public Reply handle(ApiRequest request) {
    Call call = new Call(request, System.nanoTime());
    call.auditId(auditId(request));
    Reply reply = first.answer(call);
    Headers headers = reply.headers();
    headers.set("Audit-Id", call.auditId());
    if (headers.get("Cache-Control") == null) {
      headers.add("Cache-Control", "no-cache, private");
    }
    List<String> warnings = call.warningHeaders();
    for (String warning : warnings) {
      headers.add("Warning", warning);
    }
    return reply;
  }

  private static String auditId(ApiRequest request) {
    String given = request.headers().get("Audit-ID");
    if (given != null && !given.isEmpty()) {
      return given;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
