package dev.clusterregistry.apiserver.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers a request's body up to a limit, out of a budget that all requests share. */
final class BodyBuffer {
  private static final byte[] EMPTY = new byte[0];
  private static final int FIRST_BYTES = 2048;

  private final int limit;
  private final BodyBudget budget;
  private byte[] bytes = EMPTY;
  private int size;
  private int reserved;
  private int expected;
  private State state = State.GATHERING;

  private enum State {
    GATHERING,
    TOO_LARGE,
    NO_ROOM,
    CLOSED
  }

  BodyBuffer(int limit, BodyBudget budget) {
    this.limit = limit;
    this.budget = budget;
  }

  /** The body passed the limit, or announced that it would; what there was of it is dropped. */
  boolean tooLarge() {
    return state == State.TOO_LARGE;
  }

  /** All bodies together pass the budget; what there was of this one is dropped. */
  boolean noRoom() {
    return state == State.NO_ROOM;
  }

  void announce(long length) {
    if (length > limit) {
      drop(State.TOO_LARGE);
    } else if (length > 0) {
      // what is announced is not believed beyond a first step
      expected = (int) length;
      grow(Math.min(expected, 64 * 1024));
    }
  }

  void add(ByteBuf content) {
    int length = content.readableBytes();
    if (state != State.GATHERING || length == 0) {
      return;
    }
    if (size + length > limit) {
      drop(State.TOO_LARGE);
      return;
    }
    if (size + length > bytes.length) {
      int ahead =
          Math.min(Math.max(FIRST_BYTES, 2 * bytes.length), expected > 0 ? expected : limit);
      grow(Math.max(size + length, ahead));
    }
    if (state == State.GATHERING) {
      content.getBytes(content.readerIndex(), bytes, size, length);
      size += length;
    }
  }

  private void grow(int capacity) {
    int more = capacity - reserved;
    if (budget.reserve(more)) {
      reserved = capacity;
      bytes = Arrays.copyOf(bytes, capacity);
    } else {
      drop(State.NO_ROOM);
    }
  }

  private void drop(State why) {
    release();
    state = why;
  }

  /** Gives the body away; it counts until {@link #release}. */
  byte[] take() {
    byte[] all = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    bytes = EMPTY;
    size = 0;
    return all;
  }

  /** The request is over: what may still come of its body is dropped. */
  void release() {
    if (reserved > 0) {
      budget.release(reserved);
      reserved = 0;
    }
    bytes = EMPTY;
    size = 0;
    if (state == State.GATHERING) {
      state = State.CLOSED;
    }
  }
}
