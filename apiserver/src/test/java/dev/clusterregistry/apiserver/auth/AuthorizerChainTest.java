package dev.clusterregistry.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizerChainTest {
  private static final User JANE = User.authenticated("jane", "", List.of(), Map.of());
  private static final Decision DENY = new Decision.Deny("no way");

  private static Decision chain(Decision... decisions) {
    return new AuthorizerChain(
            List.of(decisions).stream().map(AuthorizerChainTest::saying).toList())
        .authorize(JANE, RequestInfo.ofAction("get", "/metrics"), Patience.ENDLESS);
  }

  private static Authorizer saying(Decision decision) {
    return (user, info, patience) -> decision;
  }

  private static Decision none(String reason, String error) {
    return new Decision.NoOpinion(reason, error);
  }

  @Test
  void theFirstThatAllowsOrDeniesDecides() {
    assertThat(chain(none("a", ""), Decision.ALLOW, DENY)).isEqualTo(Decision.ALLOW);
    assertThat(chain(none("a", ""), DENY, Decision.ALLOW)).isEqualTo(DENY);
  }

  @Test
  void anErrorBeforeAnAllowDoesNotMatter() {
    assertThat(chain(none("", "unreachable"), Decision.ALLOW)).isEqualTo(Decision.ALLOW);
  }

  @Test
  void withoutAnOpinionReasonsAndErrorsArePassedOn() {
    assertThat(chain(none("", ""), none("", ""))).isEqualTo(Decision.NO_OPINION);
    assertThat(chain(none("a", ""), none("", ""))).isEqualTo(none("a", ""));
    assertThat(chain(none("a", "x"), none("", ""), none("b", "y")))
        .isEqualTo(none("a\nb", "[x, y]"));
    assertThat(chain(none("a", "x"), none("b", ""))).isEqualTo(none("a\nb", "x"));
  }

  @Test
  void nobodyAllowsNothing() {
    assertThat(chain()).isEqualTo(Decision.NO_OPINION);
  }

  @Test
  void alwaysDenyLeavesOthersTheirSay() {
    Authorizer chain =
        new AuthorizerChain(List.of(new AlwaysDenyAuthorizer(), new AlwaysAllowAuthorizer()));
    RequestInfo info = RequestInfo.ofAction("get", "/metrics");
    assertThat(chain.allows(JANE, info, Patience.ENDLESS)).isTrue();
    assertThat(new AlwaysDenyAuthorizer().authorize(JANE, info, Patience.ENDLESS))
        .isEqualTo(none("Everything is forbidden.", ""));
  }
}
