package dev.clusterregistry.apiserver.http;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests to the handler: on the event loop if there is no body and nothing to wait for,
 * else on a virtual thread.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Handler handler;
  private final HttpOptions options;

  Dispatcher(Handler handler, HttpOptions options) {
    this.handler = handler;
    this.options = options;
  }

  Duration requestTimeout() {
    return options.timeouts().request();
  }

  Reply timeoutReply() {
    return options.timeoutReply().get();
  }

  void dispatch(Exchange exchange, ApiRequest request) {
    if (request.body().length == 0) {
      Reply reply;
      try {
        reply = handler.handle(request);
      } catch (WouldBlockException e) {
        onVirtualThread(exchange, request);
        return;
      } catch (RuntimeException | Error e) {
        reply = panic(request, e);
      }
      exchange.answer(reply);
    } else {
      onVirtualThread(exchange, request);
    }
  }

  private void onVirtualThread(Exchange exchange, ApiRequest request) {
    exchange.startTimer(options.patience().apply(request));
    ApiRequest patient = request.withMayBlock(true);
    Thread thread =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  Reply reply = blocking(patient);
                  exchange.loop().execute(() -> exchange.answer(reply));
                });
    exchange.worker(thread);
    thread.start();
  }

  private Reply blocking(ApiRequest request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException | Error e) {
      return panic(request, e);
    }
  }

  private static Reply panic(ApiRequest request, Throwable problem) {
    LOG.error("{} {} failed", request.method(), request.path(), problem);
    return PlainReplies.panic();
  }
}
