package dev.clusterregistry.clusterregistry.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and SIGINT into a wish to stop; a second one ends the process at once.
 *
 * <p>By reflection: {@code sun.misc.Signal} is supported (JEP 260), yet naming it in source is a
 * warning that cannot be suppressed. A shutdown hook would not do: a second signal is ignored while
 * hooks run.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final int EXIT_AT_ONCE = 1;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicBoolean first = new AtomicBoolean(true);

  /** From now on. */
  static Signals listen() {
    Signals signals = new Signals();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler invocation =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  signals.received();
                  yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> false;
                default -> "signal handler";
              };
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handler}, invocation);
      for (String name : new String[] {"TERM", "INT"}) {
        Object instance = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, instance, proxy);
      }
    } catch (ReflectiveOperationException e) {
      LOG.warn("signals cannot be handled here: the server will stop without ending requests", e);
    }
    return signals;
  }

  void await() throws InterruptedException {
    asked.await();
  }

  private void received() {
    if (first.getAndSet(false)) {
      asked.countDown();
    } else {
      Runtime.getRuntime().halt(EXIT_AT_ONCE);
    }
  }
}
