package dev.clusterregistry.store.etcd;

import io.netty.handler.ssl.SslContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The members of the cluster, of which one is used for everything until it fails. So the watch and
 * the reads that wait for it see the same member's progress.
 */
final class Members {
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final List<Member> members;
  private final AtomicInteger current;
  private final @Nullable TlsFiles files;
  private volatile long refreshed = System.nanoTime();

  /** Begins anywhere, so that many servers spread over the members. */
  private Members(List<Member> members, @Nullable TlsFiles files) {
    this.members = List.copyOf(members);
    this.files = files;
    this.current = new AtomicInteger(ThreadLocalRandom.current().nextInt(members.size()));
  }

  /**
   * @throws UnusableStoreException if an address or the files make no sense
   */
  static Members of(EtcdOptions options, CallHeaders headers) {
    TlsFiles files = new TlsFiles(options.tls());
    SslContext context = null;
    List<Member> members = new ArrayList<>();
    for (String server : options.servers()) {
      boolean secure = Member.isSecure(server, options.tls().given());
      if (secure && context == null) {
        context = files.context();
      }
      members.add(Member.of(server, secure ? context : null, headers));
    }
    return new Members(members, context == null ? null : files);
  }

  /** Looks every now and then whether the certificates have changed. */
  void refresh() {
    if (files == null || System.nanoTime() - refreshed < REFRESH_NANOS) {
      return;
    }
    refreshed = System.nanoTime();
    SslContext context = files.changed();
    if (context != null) {
      members.stream().filter(Member::isSecure).forEach(member -> member.reconnect(context));
    }
  }

  Member current() {
    return members.get(current.get());
  }

  int size() {
    return members.size();
  }

  /** Goes on with the next one, unless somebody else has done so already. */
  void failed(Member member) {
    int index = members.indexOf(member);
    current.compareAndSet(index, (index + 1) % members.size());
  }

  void close() {
    members.forEach(Member::close);
  }
}
