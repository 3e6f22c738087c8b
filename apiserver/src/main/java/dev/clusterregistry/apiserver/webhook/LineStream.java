package dev.clusterregistry.apiserver.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of an answer, as they come. One reads; whoever writes waits for each line's reader. */
public final class LineStream implements Flow.Subscriber<String>, AutoCloseable {

  private sealed interface Item {
    record Line(String text) implements Item {}

    record End(@Nullable IOException problem) implements Item {}
  }

  private final String url;
  private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable CompletableFuture<?> answer;

  LineStream(String url) {
    this.url = url;
  }

  void of(CompletableFuture<?> response) {
    answer = response;
    response.whenComplete((done, problem) -> ended(problem));
  }

  /**
   * The next line; null at the end.
   *
   * @param patience how long to wait for it
   * @throws IOException if the answer breaks off, or nothing comes in time
   */
  public @Nullable String next(Duration patience) throws IOException {
    try {
      return switch (items.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        case Item.Line line -> {
          more();
          yield line.text();
        }
        case Item.End(IOException problem) -> {
          if (problem != null) {
            throw problem;
          }
          yield null;
        }
        case null -> throw new IOException(url + " has fallen silent");
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private void ended(@Nullable Throwable problem) {
    items.add(
        new Item.End(
            problem == null ? null : new IOException(url + " breaks off: " + problem, problem)));
  }

  /** There is no such answer. */
  void refused(IOException reason) {
    items.add(new Item.End(reason));
  }

  private void more() {
    Flow.Subscription now = subscription;
    if (now != null) {
      now.request(1);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(String line) {
    items.add(new Item.Line(line));
  }

  @Override
  public void onError(Throwable problem) {
    ended(problem);
  }

  @Override
  public void onComplete() {
    ended(null);
  }

  @Override
  public void close() {
    CompletableFuture<?> response = answer;
    if (response != null) {
      response.cancel(true);
    }
  }
}
