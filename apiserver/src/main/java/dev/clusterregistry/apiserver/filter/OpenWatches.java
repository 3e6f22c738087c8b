package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import dev.clusterregistry.apiserver.local.Background;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The watches that are open, and who may lose the right to them. A watch whose user may not watch
 * any more ends cleanly: whoever asks again is told why.
 */
public final class OpenWatches implements AutoCloseable {
  private final Authorizer authorizer;
  private final Set<Guarded> open = ConcurrentHashMap.newKeySet();
  private final Background checking = new Background("watch-authorization", this::check);
  private volatile int passes; // written by the checking thread

  public OpenWatches(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  public void start() {
    checking.start();
  }

  /** Any thread: decisions may have changed. */
  public void permissionsChanged() {
    checking.poke();
  }

  /** How often all were checked; to be noted before a watch is decided on. */
  int passes() {
    return passes;
  }

  /**
   * Keeps an eye on a watch that was allowed.
   *
   * @param decidedAt {@link #passes} before the decision
   */
  Reply guard(Call call, int decidedAt, Reply.Streaming reply) {
    RequestInfo info = call.info();
    RequestInfo action =
        RequestInfo.ofAction(
            info.verbText(),
            info.group(),
            info.version(),
            info.resource(),
            info.subresource(),
            info.namespace(),
            info.name());
    return new Reply.Streaming(
        reply.status(),
        reply.headers(),
        reply.frames(),
        new Guarded(call.user(), action, decidedAt, reply.source()));
  }

  /** Ends the watches that are not allowed any more. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private boolean check() {
    passes++;
    for (Guarded watch : open) {
      if (!authorizer.allows(watch.user, watch.action, Patience.ENDLESS)) {
        watch.end();
      }
    }
    return true;
  }

  @Override
  public void close() {
    checking.close();
  }

  private final class Guarded implements StreamSource {
    private final User user;
    private final RequestInfo action;
    private final int decidedAt;
    private final StreamSource source;
    private volatile @Nullable StreamChannel channel;

    Guarded(User user, RequestInfo action, int decidedAt, StreamSource source) {
      this.user = user;
      this.action = action;
      this.decidedAt = decidedAt;
      this.source = source;
    }

    @Override
    public void opened(StreamChannel opened) {
      channel = opened;
      open.add(this);
      if (passes != decidedAt) { // a pass has missed it
        checking.poke();
      }
      source.opened(opened);
    }

    @Override
    public void writable() {
      source.writable();
    }

    @Override
    public void closed() {
      open.remove(this);
      source.closed();
    }

    void end() {
      StreamChannel opened = channel;
      if (opened != null) {
        opened.loop().execute(opened::end);
      }
    }
  }
}
