package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open watches of one ticket. */
final class TicketHolders {
  private static final Logger LOG = LoggerFactory.getLogger(TicketHolders.class);

  /** So long those who must decide may stay away before the watches end. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Ticket ticket;
  private final Endpoint filters;
  private final Set<GuardedWatch> watches = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile long letInNanos = System.nanoTime();

  TicketHolders(Ticket ticket, Endpoint filters) {
    this.ticket = ticket;
    this.filters = filters;
  }

  Ticket ticket() {
    return ticket;
  }

  TicketHolders add(GuardedWatch watch) {
    watches.add(watch);
    return this;
  }

  /** Whether others are left. */
  boolean remove(GuardedWatch watch) {
    watches.remove(watch);
    return !watches.isEmpty();
  }

  /** Finds out whether they would still be let in, here if that is known, else on a thread. */
  void review(boolean insists) {
    try {
      settle(ticket.ask(filters, false, insists));
    } catch (WouldBlockException e) {
      if (asked.getAndIncrement() == 0) {
        Thread.ofVirtual().name("watch-authorization").start(() -> ask(insists));
      }
    }
  }

  /** Until nobody has asked for it meanwhile. */
  private void ask(boolean insists) {
    int before;
    do {
      before = asked.get();
      try {
        settle(ticket.ask(filters, true, insists));
      } catch (RuntimeException e) {
        LOG.error("an open watch cannot be asked about", e);
      }
    } while (!asked.compareAndSet(before, 0));
  }

  private void settle(Ticket.Verdict verdict) {
    long now = System.nanoTime();
    switch (verdict) {
      case LET_IN -> letInNanos = now;
      case REFUSED -> end();
      case UNDECIDED -> {
        if (now - letInNanos > GRACE.toNanos()) {
          end();
        }
      }
    }
  }

  private void end() {
    LOG.debug("watches of {} end: they would not be let in any more", ticket.user().name());
    watches.forEach(GuardedWatch::end);
  }
}
