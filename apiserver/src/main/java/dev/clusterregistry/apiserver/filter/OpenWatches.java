package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.local.Background;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Verb;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps an eye on the watches that are open. Whenever decisions may have changed, and every few
 * seconds anyway, the filters that let them in are asked again, with the same credentials: a watch
 * that would not be let in any more ends cleanly, for whatever reason that is. Whoever asks again
 * is told why.
 */
public final class OpenWatches implements Endpoint, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final Endpoint filters;
  private final Endpoint next;
  private final Map<Ticket, TicketHolders> open = new ConcurrentHashMap<>();
  private final Background reviewing =
      new Background("watch-authorization", this::review, INTERVAL);
  private volatile int passes; // written by the reviewing thread
  private long insistedNanos; // of the reviewing thread

  /**
   * @param filters that let requests in, with {@link #letIn} at their end
   */
  public OpenWatches(Endpoint filters, Endpoint next) {
    this.filters = filters;
    this.next = next;
  }

  /** The end of the filters that are asked. */
  public static Reply letIn(Call call) {
    return Ticket.letIn(call);
  }

  public void start() {
    reviewing.start();
  }

  /** Any thread: decisions may have changed. */
  public void permissionsChanged() {
    reviewing.poke();
  }

  @Override
  public Reply answer(Call call) {
    int before = passes;
    Reply reply = next.answer(call);
    return call.info().verb() == Verb.WATCH && reply instanceof Reply.Streaming streaming
        ? guarded(call, before, streaming)
        : reply;
  }

  private Reply guarded(Call call, int before, Reply.Streaming reply) {
    return new Reply.Streaming(
        reply.status(),
        reply.headers(),
        reply.frames(),
        new GuardedWatch(this, Ticket.of(call), before, reply.source()));
  }

  /**
   * @param admittedAt how many passes there had been before the watch was let in
   * @return the same ticket as others of it have, to be shared with them
   */
  Ticket add(Ticket ticket, GuardedWatch watch, int admittedAt) {
    boolean first = open.isEmpty();
    TicketHolders holders =
        open.compute(
            ticket,
            (same, known) -> (known == null ? new TicketHolders(same, filters) : known).add(watch));
    if (first || passes != admittedAt) { // nobody looks, or a pass has missed it
      reviewing.poke();
    }
    return holders.ticket();
  }

  void remove(Ticket ticket, GuardedWatch watch) {
    open.computeIfPresent(ticket, (same, known) -> known.remove(watch) ? known : null);
  }

  /** Whether there is nothing to come back to after the interval. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private boolean review() {
    passes++;
    long now = System.nanoTime();
    boolean insists = now - insistedNanos >= INTERVAL.toNanos();
    insistedNanos = insists ? now : insistedNanos;
    for (TicketHolders holders : open.values()) {
      holders.review(insists);
    }
    return open.isEmpty();
  }

  @Override
  public void close() {
    reviewing.close();
  }
}
