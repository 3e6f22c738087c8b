package dev.clusterregistry.apiserver.http;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The first TLS context, made on a thread of its own: loading the native library and reading the
 * key take as long as loading the objects, and need nothing of it.
 */
final class TlsStart {
  private final FutureTask<ServingTls> opening;

  TlsStart(TlsOptions options) {
    opening = new FutureTask<>(() -> TlsContexts.open(options));
    Thread.ofPlatform().daemon().name("tls-start").start(opening);
  }

  /**
   * Waits for it.
   *
   * @throws IOException with one clear line if the certificate is unusable
   */
  ServingTls result() throws IOException {
    try {
      return opening.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while TLS was being set up", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unusable) {
        throw unusable;
      }
      throw new IllegalStateException("TLS cannot be set up", e.getCause());
    }
  }
}
