package dev.clusterregistry.tests.endtoend;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One watch request; what is not a whole line when the connection breaks is dropped. */
final class Watch {
  private static final long PATIENCE_SECONDS = 120;

  private final Consumer<byte[]> lines;
  private final CompletableFuture<Integer> opened = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  Watch(Consumer<byte[]> lines) {
    this.lines = lines;
  }

  BodyHandler<Void> handler() {
    return information -> {
      opened.complete(information.statusCode());
      return BodySubscribers.fromSubscriber(new Lines());
    };
  }

  void follow(CompletableFuture<HttpResponse<Void>> response) {
    response.whenComplete(
        (end, problem) -> {
          if (problem != null) {
            opened.completeExceptionally(problem);
          }
          ended.complete(problem == null);
        });
  }

  /** Waits for the reply's head and returns its code. */
  int code() throws ExecutionException, InterruptedException, TimeoutException {
    return opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits for the end; true if the server ended it in order, false if it broke. */
  boolean endedInOrder() throws ExecutionException, InterruptedException, TimeoutException {
    return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return opened.isDone() && !ended.isDone();
  }

  private final class Lines implements Flow.Subscriber<List<ByteBuffer>> {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          byte next = buffer.get();
          if (next == '\n') {
            lines.accept(line.toByteArray());
            line.reset();
          } else {
            line.write(next);
          }
        }
      }
    }

    @Override
    public void onError(Throwable problem) {}

    @Override
    public void onComplete() {}
  }
}
