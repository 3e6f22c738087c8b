package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.UnknownOutcomeException;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.protocol.AuthenticateRequest;
import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Single calls with a deadline. What has certainly not been applied is tried again, on the next
 * member, while there is time; what may have been applied never is.
 */
final class Calls {
  private static final long PAUSE_NANOS = 50_000_000L;
  private static final int LOGINS = 3;

  private final Members members;
  private final CallHeaders headers;
  private final EtcdOptions options;
  private final long timeoutNanos;
  private final ReentrantLock loggingIn = new ReentrantLock();

  Calls(Members members, CallHeaders headers, EtcdOptions options) {
    this.members = members;
    this.headers = headers;
    this.options = options;
    this.timeoutNanos = options.requestTimeout().toNanos();
  }

  Members members() {
    return members;
  }

  @Nullable String token() {
    return headers.token();
  }

  /**
   * Asks until there is an answer.
   *
   * @throws UnusableStoreException if there is none in time
   * @throws StatusRuntimeException if the revision asked for is compacted or to come
   */
  <Q, A> A read(MethodDescriptor<Q, A> method, Q request) {
    long deadline = System.nanoTime() + timeoutNanos;
    // Half of the time, so that a member that hangs leaves some for another.
    long attempt = members.size() > 1 ? timeoutNanos / 2 : timeoutNanos;
    int logins = 0;
    while (true) {
      Member member = members.current();
      String token = headers.token();
      try {
        return once(member, method, request, Math.min(attempt, left(deadline)), null);
      } catch (StatusRuntimeException e) {
        switch (trouble(e, token)) {
          case COMPACTED, FUTURE -> throw e;
          case REJECTED, NO_SPACE ->
              throw new UnusableStoreException("etcd refuses: " + Trouble.text(e), e);
          case CREDENTIALS -> {
            if (++logins > LOGINS) {
              throw new UnusableStoreException("etcd refuses: " + Trouble.text(e), e);
            }
            login(member, token);
          }
          case REFUSED, AMBIGUOUS -> {
            if (!anotherTry(member, deadline)) {
              throw new UnusableStoreException(unreachable(member, e), e);
            }
          }
        }
      }
    }
  }

  /**
   * Writes once.
   *
   * @throws NotWrittenException if it was certainly not applied
   * @throws UnknownOutcomeException if it may have been
   */
  <Q, A> A write(MethodDescriptor<Q, A> method, Q request) {
    long deadline = System.nanoTime() + timeoutNanos;
    int logins = 0;
    while (true) {
      Member member = members.current();
      String token = headers.token();
      Sending sending = new Sending();
      try {
        return once(member, method, request, timeoutNanos, sending);
      } catch (StatusRuntimeException e) {
        Trouble trouble = sending.sent ? trouble(e, token) : Trouble.REFUSED;
        switch (trouble) {
          case NO_SPACE ->
              throw new NotWrittenException(
                  "etcd is out of space: it takes nothing until history is compacted, the members"
                      + " are defragmented and the alarm is disarmed",
                  e);
          case REJECTED, COMPACTED, FUTURE ->
              throw new NotWrittenException("etcd refuses: " + Trouble.text(e), e);
          case CREDENTIALS -> {
            if (++logins > LOGINS) {
              throw new NotWrittenException("etcd refuses: " + Trouble.text(e), e);
            }
            loginToWrite(member, token);
          }
          case REFUSED -> {
            if (!anotherTry(member, deadline)) {
              throw new NotWrittenException(unreachable(member, e), e);
            }
          }
          case AMBIGUOUS -> {
            members.failed(member);
            throw new UnknownOutcomeException(
                "etcd at " + member.address() + " did not say: " + Trouble.text(e), e);
          }
        }
      }
    }
  }

  /** Asks one member, once. */
  <Q, A> A once(Member member, MethodDescriptor<Q, A> method, Q request, Duration timeout) {
    return once(member, method, request, timeout.toNanos(), null);
  }

  private static <Q, A> A once(
      Member member,
      MethodDescriptor<Q, A> method,
      Q request,
      long nanos,
      @Nullable Sending sending) {
    CallOptions call = CallOptions.DEFAULT.withDeadlineAfter(nanos, TimeUnit.NANOSECONDS);
    if (sending != null) {
      call = call.withStreamTracerFactory(sending);
    }
    return ClientCalls.blockingUnaryCall(member.channel(), method, call, request);
  }

  /**
   * @param token that the call went with
   */
  Trouble trouble(StatusRuntimeException e, @Nullable String token) {
    // Who shows a certificate and no token is whom the certificate names, who may be nobody.
    boolean unnamed = token == null && options.login() != null;
    return unnamed && e.getStatus().getCode() == Status.Code.PERMISSION_DENIED
        ? Trouble.CREDENTIALS
        : Trouble.of(e);
  }

  private boolean anotherTry(Member member, long deadline) {
    members.failed(member);
    if (left(deadline) <= PAUSE_NANOS || Thread.currentThread().isInterrupted()) {
      return false;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    return true;
  }

  private static long left(long deadline) {
    return Math.max(1, deadline - System.nanoTime());
  }

  private static String unreachable(Member member, StatusRuntimeException e) {
    return "etcd does not answer, the last one asked was "
        + member.address()
        + ": "
        + Trouble.text(e);
  }

  private void loginToWrite(Member member, @Nullable String used) {
    try {
      login(member, used);
    } catch (UnusableStoreException e) {
      throw new NotWrittenException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Gets a token, unless another thread has got a newer one meanwhile. */
  void login(Member member, @Nullable String used) {
    EtcdOptions.Login login = options.login();
    if (login == null) {
      return;
    }
    loggingIn.lock();
    try {
      if (Objects.equals(used, headers.token())) {
        headers.token(
            once(
                    member,
                    Rpc.AUTHENTICATE,
                    AuthenticateRequest.newBuilder()
                        .setName(login.user())
                        .setPassword(login.password())
                        .build(),
                    options.healthTimeout())
                .getToken());
      }
    } catch (StatusRuntimeException e) {
      throw new UnusableStoreException(
          "etcd does not let " + login.user() + " in: " + Trouble.text(e), e);
    } finally {
      loggingIn.unlock();
    }
  }

  /** Whether anything of a request has left this process. */
  private static final class Sending extends ClientStreamTracer.Factory {
    private volatile boolean sent;

    @Override
    public ClientStreamTracer newClientStreamTracer(
        ClientStreamTracer.StreamInfo info, Metadata headers) {
      return new ClientStreamTracer() {
        @Override
        public void outboundHeaders() {
          sent = true;
        }
      };
    }
  }
}
