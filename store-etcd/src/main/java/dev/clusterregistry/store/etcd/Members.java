package dev.clusterregistry.store.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The members of the cluster, of which one is used for everything until it fails. So the watch and
 * the reads that wait for it see the same member's progress.
 */
final class Members {
  private final List<Member> members;
  private final AtomicInteger current;

  /** Begins anywhere, so that many servers spread over the members. */
  Members(List<Member> members) {
    this.members = List.copyOf(members);
    this.current = new AtomicInteger(ThreadLocalRandom.current().nextInt(members.size()));
  }

  static Members of(EtcdOptions options, CallHeaders headers) {
    List<Member> members = new ArrayList<>();
    for (String server : options.servers()) {
      members.add(Member.of(server, options.tls(), headers));
    }
    return new Members(members);
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
