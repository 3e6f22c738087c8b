package dev.clusterregistry.apiserver.auth.oidc;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.auth.ReloadedFile;
import dev.clusterregistry.apiserver.auth.TokenAuthenticator;
import dev.clusterregistry.apiserver.http.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows the users of tokens that OpenID Connect issuers have signed. Each token is verified by the
 * issuer that it names; a token that names none of them is left to others.
 */
public final class OidcAuthenticator implements TokenAuthenticator {

  /** Where the issuers come from. */
  private interface Issuers {
    List<Issuer> current(Patience patience);
  }

  private final Issuers issuers;
  private final AuthenticationConfiguration.@Nullable Anonymous anonymous;

  private OidcAuthenticator(
      Issuers issuers, AuthenticationConfiguration.@Nullable Anonymous anonymous) {
    this.issuers = issuers;
    this.anonymous = anonymous;
  }

  /**
   * Follows the file; one that cannot be used leaves the last issuers in force.
   *
   * @throws IOException if the file cannot be used now, in one line
   */
  public static OidcAuthenticator following(Path file, InstantSource clock) throws IOException {
    ReloadedFile<Loaded> reloaded = new ReloadedFile<>(file, content -> load(file, content, clock));
    return new OidcAuthenticator(
        patience -> reloaded.current(patience).issuers,
        reloaded.current(Patience.ENDLESS).anonymous);
  }

  private record Loaded(
      List<Issuer> issuers, AuthenticationConfiguration.@Nullable Anonymous anonymous) {}

  private static Loaded load(Path file, byte[] content, InstantSource clock) throws IOException {
    try {
      AuthenticationConfiguration configuration = ConfigurationFile.read(content);
      return new Loaded(issuers(configuration.issuers(), clock), configuration.anonymous());
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** What the file said of requests without credentials when it was read first; null if nothing. */
  public AuthenticationConfiguration.@Nullable Anonymous anonymous() {
    return anonymous;
  }

  /** For one issuer that flags describe. */
  public static OidcAuthenticator of(OidcFlags flags, InstantSource clock) throws IOException {
    List<Issuer> issuers = issuers(List.of(flags.settings()), clock);
    return new OidcAuthenticator(patience -> issuers, null);
  }

  private static List<Issuer> issuers(List<IssuerSettings> all, InstantSource clock)
      throws IOException {
    List<Issuer> issuers = new ArrayList<>(all.size());
    for (IssuerSettings settings : all) {
      issuers.add(new Issuer(settings, clock));
    }
    return issuers;
  }

  @Override
  public Result authenticate(BearerToken token, Patience patience) {
    List<Issuer> all = issuers.current(patience);
    for (Issuer issuer : all) {
      Result known = issuer.recall(token);
      if (known != null) {
        return known;
      }
    }
    String url = UnverifiedIssuer.of(token.text());
    for (Issuer issuer : all) {
      if (issuer.url().equals(url)) {
        patience.blocking();
        return issuer.verify(token);
      }
    }
    return Result.NONE;
  }
}
