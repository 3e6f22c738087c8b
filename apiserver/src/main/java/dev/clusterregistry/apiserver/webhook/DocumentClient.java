package dev.clusterregistry.apiserver.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches small public documents over HTTPS. Follows no redirects. */
public final class DocumentClient {
  private static final int LONGEST = 1 << 20;

  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param authorities that vouch for the servers; empty for those of the Java runtime
   * @param timeout of one document
   */
  public DocumentClient(List<X509Certificate> authorities, Duration timeout) throws IOException {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .sslContext(WebhookTls.trusting(authorities))
            .connectTimeout(timeout)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * @throws IOException with one line if there is no document of that address in time
   */
  public byte[] get(URI url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url).header("Accept", "application/json").GET().build();
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, info -> new LimitedBody(LONGEST));
    try {
      HttpResponse<byte[]> answer = response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException(url + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new IOException(url + " does not answer in time");
    } catch (ExecutionException e) {
      throw new IOException(url + " cannot be fetched: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } finally {
      response.cancel(true);
    }
  }
}
