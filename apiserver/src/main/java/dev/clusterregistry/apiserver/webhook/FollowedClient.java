package dev.clusterregistry.apiserver.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to a webhook. Where it is, whom to trust and which certificate to show is read
 * anew once a second at most, when somebody asks; if it has changed, new connections are made, and
 * those in use are closed when their answers are there. What cannot be read leaves the last in
 * force. Follows no redirects.
 *
 * <p>The lock is held while the files are read: all who need a connection wait for one look.
 */
final class FollowedClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedClient.class);
  private static final long CHECK_NANOS = 1_000_000_000L;

  private final TargetSource source;
  private final Duration timeout;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Connected connected;
  private String problem = ""; // guarded by looking

  /** A target, and the client that was made for it. */
  record Connected(WebhookTarget target, HttpClient client, long checkedNanos) {

    /** With what says who we are. */
    HttpRequest.Builder request(String path) throws IOException {
      WebhookTarget at = path.isEmpty() ? target : target.at(path);
      HttpRequest.Builder request = HttpRequest.newBuilder(at.url());
      String authorization = target.currentAuthorization();
      return authorization == null ? request : request.header("Authorization", authorization);
    }
  }

  /**
   * @throws IOException if there is no usable target now
   */
  FollowedClient(TargetSource source, Duration timeout) throws IOException {
    this.source = source;
    this.timeout = timeout;
    this.connected = connect(source.read());
  }

  private Connected connect(WebhookTarget target) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(WebhookTls.of(target))
            .connectTimeout(timeout)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    return new Connected(target, client, System.nanoTime());
  }

  /** The target as it was read last, for messages. */
  WebhookTarget target() {
    return connected.target();
  }

  /** May read files. */
  Connected current() {
    if (System.nanoTime() - connected.checkedNanos() < CHECK_NANOS) {
      return connected;
    }
    looking.lock();
    try {
      if (System.nanoTime() - connected.checkedNanos() >= CHECK_NANOS) {
        connected = look(connected);
      }
      return connected;
    } finally {
      looking.unlock();
    }
  }

  private Connected look(Connected old) {
    try {
      WebhookTarget target = source.read();
      problem = "";
      if (!target.equals(old.target())) {
        Connected fresh = connect(target);
        old.client().shutdown();
        LOG.info("{} is asked with what its files say now", target);
        return fresh;
      }
    } catch (IOException e) {
      if (!problem.equals(e.toString())) {
        problem = e.toString();
        LOG.warn("{} is asked as before: {}", old.target(), problem);
      }
    }
    return new Connected(old.target(), old.client(), System.nanoTime());
  }

  @Override
  public void close() {
    connected.client().shutdownNow();
  }
}
