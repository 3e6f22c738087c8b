package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.apiserver.auth.AnonymousAccess;
import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.BasicFileAuthenticator;
import dev.clusterregistry.apiserver.auth.BearerAuthenticator;
import dev.clusterregistry.apiserver.auth.CertificateAuthenticator;
import dev.clusterregistry.apiserver.auth.RequestHeaderAuthenticator;
import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import dev.clusterregistry.apiserver.auth.TokenAuthenticator;
import dev.clusterregistry.apiserver.auth.TokenFileAuthenticator;
import dev.clusterregistry.apiserver.auth.UnionAuthenticator;
import dev.clusterregistry.apiserver.auth.oidc.AuthenticationConfiguration;
import dev.clusterregistry.apiserver.auth.oidc.OidcAuthenticator;
import dev.clusterregistry.apiserver.auth.token.SignedTokenAuthenticator;
import dev.clusterregistry.apiserver.auth.webhook.WebhookTokenAuthenticator;
import dev.clusterregistry.apiserver.webhook.TargetSource;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.server.DataFolder;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Authentication;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.TokenWebhook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds of credentials that the settings allow, in the order in which they are asked. */
final class Authenticators {
  private static final Logger LOG = LoggerFactory.getLogger(Authenticators.class);
  private static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(10);

  private final Authentication settings;
  private final InstantSource clock = InstantSource.system();
  private final List<Authenticator> members = new ArrayList<>();

  private AnonymousAccess anonymous;

  private Authenticators(Authentication settings) {
    this.settings = settings;
    this.anonymous = new AnonymousAccess(!Boolean.FALSE.equals(settings.anonymous()), Set.of());
  }

  /**
   * @param ownAuthority signs the certificates that the server makes itself
   * @throws ProgramException if a file that the settings name cannot be used
   */
  static Authenticator of(Authentication settings, Path ownAuthority, DataFolder folder) {
    Authenticators authenticators = new Authenticators(settings);
    try {
      authenticators.addFrontProxy();
      authenticators.addBasic();
      authenticators.addCertificates(ownAuthority);
      authenticators.addTokens(folder.tokens());
    } catch (IOException e) {
      throw new ProgramException("users cannot be read: " + PrivateFile.reason(e), e);
    }
    return new UnionAuthenticator(
        authenticators.members, authenticators.anonymous, settings.audiences());
  }

  private void addFrontProxy() throws IOException {
    RequestHeaderOptions proxy = settings.frontProxy();
    if (proxy != null) {
      if (proxy.headers().allowedNames().isEmpty()
          && proxy.authorities().equals(settings.clientCaFile())) {
        LOG.warn(
            "--requestheader-client-ca-file is --client-ca-file, and --requestheader-allowed-names"
                + " is empty: every user with a certificate may claim to be anybody");
      }
      members.add(new RequestHeaderAuthenticator(proxy, clock));
    }
  }

  private void addBasic() throws IOException {
    if (settings.basicFile() != null) {
      LOG.warn(
          "Basic authentication is on: passwords of {} do not expire; prefer certificates or tokens",
          settings.basicFile());
      members.add(new BasicFileAuthenticator(settings.basicFile()));
    }
  }

  private void addCertificates(Path ownAuthority) throws IOException {
    List<Path> bundles = new ArrayList<>(2);
    bundles.add(ownAuthority);
    if (settings.clientCaFile() != null) {
      bundles.add(settings.clientCaFile());
    }
    members.add(new CertificateAuthenticator(bundles, clock));
  }

  private void addTokens(Path tokenBook) throws IOException {
    List<TokenAuthenticator> tokens = new ArrayList<>();
    if (settings.tokenFile() != null) {
      tokens.add(new TokenFileAuthenticator(settings.tokenFile()));
    }
    tokens.add(new SignedTokenAuthenticator(tokenBook, clock));
    if (settings.configuration() != null) {
      OidcAuthenticator issuers = OidcAuthenticator.following(settings.configuration(), clock);
      anonymous(issuers.anonymous());
      tokens.add(issuers);
    } else if (settings.issuer() != null) {
      tokens.add(OidcAuthenticator.of(settings.issuer(), clock));
    }
    TokenWebhook webhook = settings.webhook();
    if (webhook != null) {
      WebhookClient client =
          new WebhookClient(TargetSource.kubeconfig(webhook.config()), WEBHOOK_TIMEOUT);
      tokens.add(
          new WebhookTokenAuthenticator(client, webhook.version(), webhook.remembered(), clock));
    }
    members.add(new BearerAuthenticator(tokens));
  }

  private void anonymous(AuthenticationConfiguration.@Nullable Anonymous configured) {
    if (configured == null) {
      return;
    }
    if (settings.anonymous() != null) {
      throw new ProgramException(
          "--anonymous-auth flag cannot be set when anonymous field is configured in"
              + " authentication configuration file");
    }
    anonymous = new AnonymousAccess(configured.enabled(), configured.paths());
  }
}
