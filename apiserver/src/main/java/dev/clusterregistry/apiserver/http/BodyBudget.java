package dev.clusterregistry.apiserver.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all requests together may hold in bodies until they are answered. */
final class BodyBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(long limit) {
    this.limit = limit;
  }

  /** Takes so many bytes; false, and nothing taken, if that is more than is left. */
  boolean reserve(int bytes) {
    if (used.addAndGet(bytes) > limit) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(int bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
