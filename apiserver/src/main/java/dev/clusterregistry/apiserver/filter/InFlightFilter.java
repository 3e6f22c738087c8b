package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.request.Verb;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many requests are worked on at once, those that change something apart from the
 * others. A tenth is kept for members of system:masters, who count too: a limit that they could
 * pass would not protect the server while they are the only ones who may write. Long-running
 * requests, health checks and documents that are the same for all are exempt: a server that is busy
 * must not look like one that is gone, or one that serves something else.
 */
public final class InFlightFilter implements Endpoint {

  /** The requests of one class that are being worked on. */
  private static final class Lane {
    private final int limit;
    private final int limitOfOthers;
    private final AtomicInteger taken = new AtomicInteger();

    Lane(int limit) {
      this.limit = limit;
      this.limitOfOthers = Math.max(1, limit - limit / 10);
    }

    boolean enter(boolean master) {
      if (taken.incrementAndGet() <= (master ? limit : limitOfOthers)) {
        return true;
      }
      taken.decrementAndGet();
      return false;
    }

    void leave() {
      taken.decrementAndGet();
    }
  }

  private final Lane reading;
  private final Lane writing;
  private final Endpoint next;

  public InFlightFilter(int readLimit, int writeLimit, Endpoint next) {
    this.reading = new Lane(readLimit);
    this.writing = new Lane(writeLimit);
    this.next = next;
  }

  public int readsInFlight() {
    return reading.taken.get();
  }

  public int writesInFlight() {
    return writing.taken.get();
  }

  @Override
  public Reply answer(Call call) {
    RequestInfo info = call.info();
    if (info.longRunning() || isExempt(call.user(), info)) {
      return next.answer(call);
    }
    Lane lane = isReading(info) ? reading : writing;
    if (!lane.enter(call.user().isMaster())) {
      Reply.Full reply = PlainText.error(429, "Too many requests, please try again later.");
      reply.headers().add("Retry-After", "1");
      return reply;
    }
    boolean streams = false;
    try {
      Reply reply = next.answer(call);
      if (reply instanceof Reply.Streaming streaming) {
        streams = true;
        return ObservedStream.wrap(streaming, lane::leave);
      }
      return reply;
    } finally {
      if (!streams) {
        lane.leave();
      }
    }
  }

  private static boolean isReading(RequestInfo info) {
    return info.isResource()
        ? !info.verb().mutating() && info.verb() != Verb.NONE
        : info.verbText().equals("get");
  }

  /** About documents a stranger may have to be asked, and that takes a place. */
  private static boolean isExempt(User user, RequestInfo info) {
    String path = info.path();
    boolean health =
        path.startsWith("/livez") || path.startsWith("/readyz") || path.startsWith("/healthz");
    boolean document =
        path.startsWith("/openapi/") || path.equals("/apis") || path.startsWith("/apis/");
    return !info.isResource() && (health || (document && !user.isAnonymous()));
  }
}
