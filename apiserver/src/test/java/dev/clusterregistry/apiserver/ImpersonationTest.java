package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static dev.clusterregistry.apiserver.TestApiServer.JANE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Acting for another: jane may impersonate what a few rules say, and nothing else. */
final class ImpersonationTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private static final Set<String> RULES =
      new HashSet<>(
          Set.of(
              "users/bob",
              "groups/devs",
              "serviceaccounts/ns:robot",
              "users/system:anonymous",
              "userextras/scopes=view",
              "uids/u1"));

  /** Lets jane impersonate by the rules, lets masters do all, lets nobody else do anything. */
  private static final class Rules implements Authorizer {
    @Override
    public Decision authorize(User user, RequestInfo info, Patience patience) {
      if (user.isMaster()) {
        return Decision.ALLOW;
      }
      String rule =
          info.resource()
              + "/"
              + (info.namespace().isEmpty() ? "" : info.namespace() + ":")
              + (info.subresource().isEmpty() ? "" : info.subresource() + "=")
              + info.name();
      boolean allowed =
          user.name().equals("jane")
              && info.verbText().equals("impersonate")
              && RULES.contains(rule);
      return allowed ? Decision.ALLOW : new Decision.NoOpinion("groups " + user.groups());
    }
  }

  private static TestApiServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestApiServer(options -> options.withAuthorizer(new Rules()));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static String message(String token, String... headers) throws Exception {
    HttpResponse<String> reply = server.get(token, WIDGETS, headers);
    assertThat(reply.statusCode()).isIn(400, 403);
    String body = reply.body();
    int start = body.indexOf("\"message\":\"") + 11;
    return body.substring(start, body.indexOf("\",\"reason\"")).replace("\\\"", "\"");
  }

  @Test
  void whoMayImpersonateActsWithTheOthersRights() throws Exception {
    assertThat(message(ADMIN, "Impersonate-User", "bob"))
        .isEqualTo(
            "widgets.example.com is forbidden: User \"bob\" cannot list resource \"widgets\" in API"
                + " group \"example.com\" at the cluster scope: groups [system:authenticated]");
    assertThat(
            server
                .get(ADMIN, WIDGETS, "Impersonate-User", "bob", "Impersonate-Group", User.MASTERS)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aWriteThatStartsOverOnAnotherThreadStillActsForTheOther() throws Exception {
    HttpResponse<String> reply =
        server.send(
            server
                .as(ADMIN, WIDGETS)
                .header("Impersonate-User", "bob")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"metadata\":{\"name\":\"w\"}}")));
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body()).contains("User \\\"bob\\\" cannot create");
  }

  @Test
  void whatMayNotBeImpersonatedIsNamed() throws Exception {
    assertThat(message(JANE, "Impersonate-User", "admin"))
        .startsWith(
            "users \"admin\" is forbidden: User \"jane\" cannot impersonate resource \"users\" in"
                + " API group \"\" at the cluster scope");
    assertThat(message(JANE, "Impersonate-User", "bob", "Impersonate-Group", User.MASTERS))
        .startsWith(
            "groups \"system:masters\" is forbidden: User \"jane\" cannot impersonate resource"
                + " \"groups\" in API group \"\" at the cluster scope");
    assertThat(message(JANE, "Impersonate-User", "bob", "Impersonate-Uid", "u2"))
        .startsWith(
            "uids.authentication.k8s.io \"u2\" is forbidden: User \"jane\" cannot impersonate"
                + " resource \"uids\" in API group \"authentication.k8s.io\" at the cluster scope");
    assertThat(message(JANE, "Impersonate-User", "bob", "Impersonate-Extra-Scopes", "all"))
        .startsWith(
            "userextras.authentication.k8s.io \"all\" is forbidden: User \"jane\" cannot"
                + " impersonate resource \"userextras/scopes\" in API group"
                + " \"authentication.k8s.io\" at the cluster scope");
    assertThat(message(JANE, "Impersonate-User", "system:serviceaccount:other:robot"))
        .startsWith(
            "serviceaccounts \"robot\" is forbidden: User \"jane\" cannot impersonate resource"
                + " \"serviceaccounts\" in API group \"\" in the namespace \"other\"");
  }

  @Test
  void everyFactIsAllowedForItselfAndTheGroupsAreThoseOfKubernetes() throws Exception {
    assertThat(
            message(
                JANE,
                "impersonate-user",
                "bob",
                "Impersonate-Group",
                "devs",
                "Impersonate-Uid",
                "u1",
                "Impersonate-Extra-Scopes",
                "view"))
        .contains("User \"bob\" cannot list")
        .endsWith("groups [devs, system:authenticated]");
    assertThat(message(JANE, "Impersonate-User", "system:serviceaccount:ns:robot"))
        .contains("User \"system:serviceaccount:ns:robot\" cannot list")
        .endsWith(
            "groups [system:serviceaccounts, system:serviceaccounts:ns, system:authenticated]");
    assertThat(message(JANE, "Impersonate-User", "system:anonymous"))
        .contains("User \"system:anonymous\" cannot list")
        .endsWith("groups [system:unauthenticated]");
  }

  @Test
  void anythingWithoutAUserIsABadRequest() throws Exception {
    assertThat(message(ADMIN, "Impersonate-Group", "system:masters"))
        .isEqualTo("requested [{Group  system:masters    }] without impersonating a user");
    assertThat(message(JANE, "Impersonate-Extra-Scopes", "view", "Impersonate-Uid", "u1"))
        .isEqualTo(
            "requested [{UserExtra  view  authentication.k8s.io/v1  scopes} {UID  u1 "
                + " authentication.k8s.io/v1  }] without impersonating a user");
  }
}
