package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether the serving certificate's files have changed, and twice a day whether
 * certificates of the server's own expire soon.
 */
final class CertificateWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration RENEWAL = Duration.ofHours(12);

  /** Puts the files' certificate to use. */
  interface Reload {
    /**
     * @throws IOException with one line if the files are unusable; what was in use stays
     */
    void reload() throws IOException;
  }

  private final ServingCertificate certificate;
  private final Reload reload;
  private final Runnable renewed;
  private final Thread thread;

  /**
   * @param renewed is called when certificates of the server's own were made anew
   */
  CertificateWatch(ServingCertificate certificate, Reload reload, Runnable renewed) {
    this.certificate = certificate;
    this.reload = reload;
    this.renewed = renewed;
    this.thread = Thread.ofVirtual().name("certificates").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    Instant nextRenewal = Instant.now().plus(RENEWAL);
    List<String> seen = stamps();
    try {
      while (true) {
        Thread.sleep(LOOK);
        if (Instant.now().isAfter(nextRenewal)) {
          nextRenewal = Instant.now().plus(RENEWAL);
          renew();
        }
        List<String> now = stamps();
        if (!now.equals(seen)) {
          seen = now;
          putToUse();
        }
      }
    } catch (InterruptedException e) {
      LOG.trace("certificates are no longer watched");
    }
  }

  private void renew() {
    try {
      if (certificate.own().complete(Instant.now())) {
        renewed.run();
      }
    } catch (ProgramException e) {
      LOG.warn("certificates could not be renewed: {}", e.getMessage());
    }
  }

  private void putToUse() {
    try {
      reload.reload();
      LOG.info("Reloaded the serving certificate {}", certificate.certificateFile());
    } catch (IOException e) {
      LOG.warn("The serving certificate in use stays: {}", e.getMessage());
    }
  }

  private List<String> stamps() {
    return List.of(stamp(certificate.certificateFile()), stamp(certificate.keyFile()));
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      return "missing";
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
