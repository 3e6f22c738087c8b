package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.apiserver.ApiServer;
import dev.clusterregistry.apiserver.http.HttpServer;
import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.certificate.Hosts;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Serving;
import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server from start to stop. */
public final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

  private final ServerSettings settings;
  private final Mode mode;
  private final Store store;
  private final ServingCertificate certificate;
  private final ApiServer api;
  private final CertificateWatch watch;

  /**
   * Serves until a signal asks to stop.
   *
   * @param times counting since the program's entry
   * @return the program's exit code
   * @throws ProgramException with one line if the server cannot start
   */
  public static int run(
      ServerSettings settings, Mode.Maker mode, PrintWriter out, StartTimes times) {
    times.ended("flags");
    Signals signals = Signals.listen();
    try (RegistryServer server = start(settings, mode, times)) {
      server.mode.greet(server.url(), out);
      LOG.info("Serving securely on {}:{}", server.boundHost(), server.api.port());
      LOG.info("Started in {}", times);
      AotCache.warnIfRejected();
      signals.await();
      LOG.info("Stopping");
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Begins, on threads of their own, what every start needs whatever its settings. */
  public static void warmUp() {
    Thread.ofPlatform().daemon().name("kinds").start(Kinds::load);
    HttpServer.warmUp();
  }

  /** Returns when requests are answered. */
  private static RegistryServer start(ServerSettings settings, Mode.Maker maker, StartTimes times) {
    DataFolder folder = DataFolder.open(settings.data().folder());
    Store store = ServerParts.store(settings, folder);
    times.ended("store");
    try {
      ServingCertificate certificate =
          ServingCertificate.prepare(settings.serving(), folder, Instant.now());
      times.ended("certificates");
      Mode mode = maker.make(folder, certificate);
      RegistryServer server = new RegistryServer(settings, mode, store, certificate);
      times.ended("kinds");
      server.begin();
      times.ended("objects and TLS");
      return server;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private RegistryServer(
      ServerSettings settings, Mode mode, Store store, ServingCertificate certificate) {
    this.settings = settings;
    this.mode = mode;
    this.store = store;
    this.certificate = certificate;
    this.api = new ApiServer(ServerParts.api(settings, mode, store, tls()));
    this.watch = new CertificateWatch(certificate, () -> api.reload(tls()), this::announce);
  }

  private TlsOptions tls() {
    return certificate.tls(mode.clientAuthorities());
  }

  private void begin() {
    try {
      api.start();
      mode.start(this::authoritiesChanged);
      announce();
      watch.start();
    } catch (IOException e) {
      shut();
      throw cannotServe(e);
    } catch (RuntimeException e) {
      shut();
      throw e;
    }
  }

  private void authoritiesChanged() {
    try {
      api.reload(tls());
    } catch (IOException e) {
      LOG.warn("Clients are not told of new authorities: {}", e.getMessage());
    }
  }

  private void shut() {
    mode.close();
    api.close();
  }

  private ProgramException cannotServe(IOException problem) {
    Serving serving = settings.serving();
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new ProgramException(
            "cannot listen on port "
                + serving.port()
                + " of "
                + Hosts.text(serving.bindAddress())
                + ": "
                + advice(cause.getMessage()),
            problem);
      }
    }
    return new ProgramException(String.valueOf(problem.getMessage()), problem);
  }

  private static String advice(@Nullable String reason) {
    String text = String.valueOf(reason);
    if (text.contains("in use")) {
      return "it is already in use; choose another with --secure-port (0 picks a free one)";
    }
    if (text.contains("Permission denied")) {
      return "this user may not; choose a port above 1023 with --secure-port";
    }
    return text.contains("assign requested")
        ? "this machine does not have that address; choose another with --bind-address"
        : text;
  }

  private void announce() {
    mode.serves(url());
  }

  private String url() {
    return "https://" + bracketed(Hosts.text(clientAddress())) + ":" + api.port();
  }

  private String boundHost() {
    return bracketed(Hosts.text(settings.serving().bindAddress()));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private InetAddress clientAddress() {
    InetAddress advertised = settings.serving().advertiseAddress();
    InetAddress bound = settings.serving().bindAddress();
    if (advertised != null) {
      return advertised;
    }
    return bound.isAnyLocalAddress() ? InetAddress.ofLiteral("127.0.0.1") : bound;
  }

  private void stop() {
    api.shutdown(settings.limits().requestTimeout());
  }

  @Override
  public void close() {
    watch.close();
    shut();
    store.close();
  }
}
