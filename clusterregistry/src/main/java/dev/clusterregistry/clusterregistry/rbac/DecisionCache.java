package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers decisions: a table with one place for each hash, where the last one stays. Bounded
 * whatever clients ask for; without locks.
 */
final class DecisionCache {
  /** Who may read one of ten thousand clusters is asked by name; a full table takes some MiB. */
  private static final int PLACES = 1 << 16;

  /** Longer texts are clients' inventions. */
  private static final int LONGEST = 256;

  private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);

  private record Entry(int hash, User user, RequestInfo info, Decision decision) {

    boolean isOf(int otherHash, User otherUser, RequestInfo other) {
      return hash == otherHash
          && same(user, otherUser)
          && info.verbText().equals(other.verbText())
          && info.isResource() == other.isResource()
          && (info.isResource() ? sameResource(other) : info.path().equals(other.path()));
    }

    private boolean sameResource(RequestInfo other) {
      return info.resource().equals(other.resource())
          && info.name().equals(other.name())
          && info.namespace().equals(other.namespace())
          && info.subresource().equals(other.subresource())
          && info.group().equals(other.group());
    }

    /** Nothing else of a user counts for rules. */
    @SuppressWarnings("ReferenceEquality") // most users are one and the same object each time
    private static boolean same(User a, User b) {
      return a == b || (a.name().equals(b.name()) && a.groups().equals(b.groups()));
    }
  }

  @Nullable Decision get(User user, RequestInfo info) {
    int hash = hash(user, info);
    Entry entry = places.getAcquire(place(hash));
    return entry != null && entry.isOf(hash, user, info) ? entry.decision() : null;
  }

  void put(User user, RequestInfo info, Decision decision) {
    if (info.path().length() > LONGEST || info.name().length() > LONGEST) {
      return;
    }
    int hash = hash(user, info);
    RequestInfo kept =
        info.isResource()
            ? RequestInfo.ofAction(
                info.verbText(),
                info.group(),
                info.version(),
                info.resource(),
                info.subresource(),
                info.namespace(),
                info.name())
            : RequestInfo.ofAction(info.verbText(), info.path());
    places.setRelease(place(hash), new Entry(hash, user, kept, decision));
  }

  private static int place(int hash) {
    return (hash ^ (hash >>> 16)) & (PLACES - 1);
  }

  private static int hash(User user, RequestInfo info) {
    int hash = user.name().hashCode() * 31 + user.groups().hashCode();
    hash = hash * 31 + info.verbText().hashCode();
    if (!info.isResource()) {
      return hash * 31 + info.path().hashCode();
    }
    hash = hash * 31 + info.resource().hashCode();
    hash = hash * 31 + info.name().hashCode();
    hash = hash * 31 + info.namespace().hashCode();
    return hash * 31 + info.subresource().hashCode();
  }
}
