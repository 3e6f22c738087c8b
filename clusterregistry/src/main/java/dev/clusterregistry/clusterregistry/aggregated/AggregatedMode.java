package dev.clusterregistry.clusterregistry.aggregated;

import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.AuthorizerChain;
import dev.clusterregistry.apiserver.auth.BearerAuthenticator;
import dev.clusterregistry.apiserver.auth.CertificateAuthenticator;
import dev.clusterregistry.apiserver.auth.MastersAuthorizer;
import dev.clusterregistry.apiserver.auth.PathAuthorizer;
import dev.clusterregistry.apiserver.auth.RequestHeaderAuthenticator;
import dev.clusterregistry.apiserver.auth.UnionAuthenticator;
import dev.clusterregistry.apiserver.auth.delegation.HostTrustFeed;
import dev.clusterregistry.apiserver.auth.webhook.WebhookAuthorizer;
import dev.clusterregistry.apiserver.auth.webhook.WebhookTokenAuthenticator;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.Version;
import dev.clusterregistry.clusterregistry.aggregated.AggregatedSettings.Authentication;
import dev.clusterregistry.clusterregistry.aggregated.AggregatedSettings.Authorization;
import dev.clusterregistry.clusterregistry.server.DataFolder;
import dev.clusterregistry.clusterregistry.server.Mode;
import dev.clusterregistry.clusterregistry.server.ServingCertificate;
import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.store.Store;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server behind another's aggregation layer: the host knows the users and what they may do. While
 * it cannot be asked nobody is believed who was not known before, and nothing is allowed but
 * health, and documents to whom the front proxy or a certificate makes known.
 */
public final class AggregatedMode implements Mode {
  private static final String TOKEN_REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String ACCESS_REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final String VERSION = "v1";

  /** Constants of the program, without a secret: nobody need be asked who may read them. */
  private static final PathAuthorizer DOCUMENTS =
      PathAuthorizer.forReaders(List.of("/apis", "/apis/*", "/openapi/*", "/version", "/version/"));

  private final AggregatedSettings settings;
  private final DataFolder folder;
  private final ServingCertificate certificate;
  private final WebhookClient tokens;
  private final WebhookClient access;
  private final @Nullable HostTrustFeed feed;
  private final Trust trust;
  private final AuthorizerChain authorizer;
  private volatile Runnable authoritiesChanged = () -> {};

  /**
   * @throws ProgramException with one line if the host is not known or a file cannot be used
   */
  public AggregatedMode(
      AggregatedSettings settings, DataFolder folder, ServingCertificate certificate) {
    this.settings = settings;
    this.folder = folder;
    this.certificate = certificate;
    Authentication authentication = settings.authentication();
    Host knowing = Host.of(authentication.kubeconfig(), "--authentication-kubeconfig");
    Host deciding = Host.of(settings.authorization().kubeconfig(), "--authorization-kubeconfig");
    tokens = knowing.asking(TOKEN_REVIEWS);
    access = deciding.asking(ACCESS_REVIEWS);
    feed =
        asksHost(authentication)
            ? new HostTrustFeed(knowing.objects(), () -> authoritiesChanged.run())
            : null;
    trust = Trust.of(authentication, feed);
    authorizer = authorizer(settings.authorization(), access);
  }

  private static boolean asksHost(Authentication settings) {
    return !settings.skipLookup()
        && (settings.clientCaFile() == null || settings.frontProxy() == null);
  }

  private static AuthorizerChain authorizer(Authorization settings, WebhookClient host) {
    return new AuthorizerChain(
        List.of(new MastersAuthorizer(), paths(settings), DOCUMENTS, reviews(settings, host)));
  }

  private static PathAuthorizer paths(Authorization settings) {
    try {
      return PathAuthorizer.forEverybody(settings.alwaysAllowed());
    } catch (IllegalArgumentException e) {
      throw new ProgramException("--authorization-always-allow-paths: " + e.getMessage(), e);
    }
  }

  private static WebhookAuthorizer reviews(Authorization settings, WebhookClient host) {
    return new WebhookAuthorizer(
        host,
        VERSION,
        new WebhookAuthorizer.Memory(settings.allowedRemembered(), settings.othersRemembered()),
        InstantSource.system());
  }

  @Override
  public ApiServerOptions api(Store store, HttpOptions http, ServerVersion version) {
    boolean patient = settings.authentication().tolerateLookupFailure();
    HostTrustFeed needed = patient ? null : feed;
    return ApiServerOptions.of(
            Kinds.registry(settings.strictSpec()), store, http, authenticator(), version)
        .withExtension(inside -> new AggregatedExtension(authorizer, needed))
        .withDocumentsAtStart();
  }

  private Authenticator authenticator() {
    InstantSource clock = InstantSource.system();
    return new UnionAuthenticator(
        List.of(
            new RequestHeaderAuthenticator(trust.proxies(), trust.headers(), clock),
            new CertificateAuthenticator(clock, List.of(trust.clients())),
            new BearerAuthenticator(
                List.of(
                    new WebhookTokenAuthenticator(
                        tokens, VERSION, settings.authentication().remembered(), clock)))),
        true);
  }

  @Override
  public List<X509Certificate> clientAuthorities() {
    return trust.certificates();
  }

  @Override
  public void start(Runnable changed) {
    authoritiesChanged = changed;
    if (feed != null) {
      feed.start();
    }
  }

  @Override
  public void greet(String url, PrintWriter out) {
    out.println("Cluster registry " + Version.current().number() + " serves at " + url);
    out.println("Its data is in " + folder.path());
    out.println("An APIService needs as caBundle, in base64: " + certificate.authorityFile());
    out.flush();
  }

  @Override
  public void close() {
    if (feed != null) {
      feed.close();
    }
    tokens.close();
    access.close();
  }
}
