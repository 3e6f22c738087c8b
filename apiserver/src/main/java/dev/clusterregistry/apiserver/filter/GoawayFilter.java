package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Now and then tells a client over HTTP/2 to connect anew, so that clients do not stay for ever
 * with the first of several servers. What is in flight on the connection is finished.
 */
public final class GoawayFilter implements Endpoint {
  private final double chance;
  private final Endpoint next;

  private GoawayFilter(double chance, Endpoint next) {
    this.chance = chance;
    this.next = next;
  }

  /**
   * @param chance for each request, from 0 to 1
   */
  public static Endpoint of(double chance, Endpoint next) {
    return chance > 0 ? new GoawayFilter(chance, next) : next;
  }

  @Override
  public Reply answer(Call call) {
    Reply reply = next.answer(call);
    if (call.request().http2() && ThreadLocalRandom.current().nextDouble() < chance) {
      reply.headers().set("Connection", "close");
    }
    return reply;
  }
}
