package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.webhook.WebhookAuthorizer;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.webhook.TargetSource;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.certificate.CertificateFiles;
import dev.clusterregistry.clusterregistry.server.DataFolder;
import dev.clusterregistry.clusterregistry.server.Mode;
import dev.clusterregistry.clusterregistry.server.ServingCertificate;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.AccessWebhook;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Authentication;
import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server of its own: it knows its users itself, and has namespaces and roles. */
public final class StandaloneMode implements Mode {
  private static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(10);

  private final StandaloneSettings settings;
  private final DataFolder folder;
  private final ServingCertificate certificate;
  private final List<X509Certificate> clientAuthorities;

  /**
   * @throws ProgramException if a file that the settings name cannot be used
   */
  public StandaloneMode(
      StandaloneSettings settings, DataFolder folder, ServingCertificate certificate) {
    this.settings = settings;
    this.folder = folder;
    this.certificate = certificate;
    this.clientAuthorities = authorities(settings.authentication(), certificate);
  }

  private static List<X509Certificate> authorities(
      Authentication authentication, ServingCertificate certificate) {
    List<X509Certificate> authorities =
        new ArrayList<>(CertificateFiles.certificates(certificate.own().authorityFile()));
    if (authentication.clientCaFile() != null) {
      authorities.addAll(CertificateFiles.certificates(authentication.clientCaFile()));
    }
    if (authentication.frontProxy() != null) {
      authorities.addAll(CertificateFiles.certificates(authentication.frontProxy().authorities()));
    }
    return List.copyOf(authorities);
  }

  @Override
  public ApiServerOptions api(Store store, HttpOptions http, ServerVersion version) {
    Path ownAuthority = certificate.own().authorityFile();
    Authenticator authenticator =
        Authenticators.of(settings.authentication(), ownAuthority, folder);
    WebhookAuthorizer webhook = webhook(settings.authorization().webhook());
    return ApiServerOptions.of(kinds(), store, http, authenticator, version)
        .withExtension(
            inside -> new StandaloneExtension(inside, settings.authorization(), webhook));
  }

  private static @Nullable WebhookAuthorizer webhook(@Nullable AccessWebhook settings) {
    if (settings == null) {
      return null;
    }
    try {
      return new WebhookAuthorizer(
          new WebhookClient(TargetSource.kubeconfig(settings.config()), WEBHOOK_TIMEOUT),
          settings.version(),
          new WebhookAuthorizer.Memory(settings.allowedRemembered(), settings.othersRemembered()),
          InstantSource.system());
    } catch (IOException e) {
      throw new ProgramException(
          "the authorization webhook cannot be used: " + PrivateFile.reason(e), e);
    }
  }

  private List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>(Kinds.registry(settings.strictSpec()));
    kinds.addAll(Kinds.standalone());
    for (Path file : settings.kindFiles()) {
      Kind added = KindFile.read(file);
      for (Kind kind : kinds) {
        if (kind.resourceName().equals(added.resourceName())) {
          throw new ProgramException(
              "kind file " + file + ": " + added.resourceName() + " is served already");
        }
      }
      kinds.add(added);
    }
    return kinds;
  }

  @Override
  public List<X509Certificate> clientAuthorities() {
    return clientAuthorities;
  }

  /** Gives the administrator a kubeconfig. */
  @Override
  public void serves(String url) {
    String host = URI.create(url).getHost().replaceAll("[\\[\\]]", "");
    new AdminKubeconfig(
            url,
            certificate.nameInsteadOf(host),
            certificate.own().authorityFile(),
            certificate.own().administratorFile(),
            certificate.own().administratorKeyFile())
        .write(folder.adminKubeconfig());
  }

  @Override
  public void greet(String url, PrintWriter out) {
    new Greeting(url, folder).print(out);
  }
}
