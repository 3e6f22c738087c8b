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

  /** Constrained ones: only to read one widget at a time, and only as these. */
  private static final Set<String> CONSTRAINED =
      Set.of(
          "impersonate-on:user-info:get widgets/w",
          "impersonate:user-info users/alice",
          "impersonate:user-info groups/devs",
          "impersonate-on:serviceaccount:get widgets/w",
          "impersonate:serviceaccount serviceaccounts/ns:builder",
          "impersonate-on:arbitrary-node:get widgets/w",
          "impersonate:arbitrary-node nodes/n1");

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
              && (CONSTRAINED.contains(info.verbText() + " " + rule)
                  || (info.verbText().equals("impersonate") && RULES.contains(rule)));
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
    return messageAt(WIDGETS, token, headers);
  }

  private static String messageAt(String path, String token, String... headers) throws Exception {
    HttpResponse<String> reply = server.get(token, path, headers);
    assertThat(reply.statusCode()).isIn(400, 403);
    String body = reply.body();
    int start = body.indexOf("\"message\":\"") + 11;
    return body.substring(start, body.indexOf("\",\"reason\""))
        .replace("\\\"", "\"")
        .replace("\\u0026", "&"); // as Go writes it
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
  void whoMayNotActForAnotherIsToldOfTheFirstRightThatIsMissing() throws Exception {
    String end = " resource \"widgets\" in API group \"example.com\" at the cluster scope: ";
    assertThat(message(JANE, "Impersonate-User", "admin"))
        .startsWith(
            "widgets.example.com is forbidden: User \"jane\" cannot impersonate-on:user-info:list"
                + end);
    for (String header : new String[] {"Group", "Uid", "Extra-Scopes"}) {
      assertThat(message(JANE, "Impersonate-User", "bob", "Impersonate-" + header, "other"))
          .contains("User \"jane\" cannot impersonate-on:user-info:list" + end);
    }
    assertThat(message(JANE, "Impersonate-User", "system:serviceaccount:other:robot"))
        .contains("User \"jane\" cannot impersonate-on:serviceaccount:list" + end);
    assertThat(message(JANE, "Impersonate-User", "system:node:n1"))
        .contains("User \"jane\" cannot impersonate-on:arbitrary-node:list" + end);
  }

  @Test
  void theRightToActForAnotherCanBeOneForCertainRequests() throws Exception {
    String one = WIDGETS + "/w";
    assertThat(messageAt(one, JANE, "Impersonate-User", "alice", "Impersonate-Group", "devs"))
        .contains("User \"alice\" cannot get")
        .endsWith("groups [devs, system:authenticated]");
    assertThat(messageAt(one, JANE, "Impersonate-User", "system:serviceaccount:ns:builder"))
        .contains("User \"system:serviceaccount:ns:builder\" cannot get")
        .endsWith(
            "groups [system:serviceaccounts, system:serviceaccounts:ns, system:authenticated]");
    assertThat(messageAt(one, JANE, "Impersonate-User", "system:node:n1"))
        .contains("User \"system:node:n1\" cannot get")
        .endsWith("groups [system:nodes, system:authenticated]");
    assertThat(message(JANE, "Impersonate-User", "alice"))
        .contains("User \"jane\" cannot impersonate-on:user-info:list");
    assertThat(messageAt(WIDGETS + "/v", JANE, "Impersonate-User", "alice"))
        .contains("User \"jane\" cannot impersonate-on:user-info:get");
    assertThat(messageAt(one, JANE, "Impersonate-User", "admin"))
        .startsWith(
            "users.authentication.k8s.io \"admin\" is forbidden: User \"jane\" cannot"
                + " impersonate:user-info resource \"users\" in API group"
                + " \"authentication.k8s.io\" at the cluster scope");
    assertThat(messageAt(one, JANE, "Impersonate-User", "system:node:n2"))
        .startsWith(
            "nodes.authentication.k8s.io \"n2\" is forbidden: User \"jane\" cannot"
                + " impersonate:arbitrary-node resource \"nodes\"");
    assertThat(messageAt(one, JANE, "Impersonate-User", "alice", "Impersonate-Uid", "u1"))
        .contains("User \"jane\" cannot impersonate:user-info resource \"uids\"");
    assertThat(messageAt(one, JANE, "Impersonate-User", "alice", "Impersonate-Extra-Scopes", "x"))
        .contains("User \"jane\" cannot impersonate:user-info resource \"userextras/scopes\"");
  }

  @Test
  void nobodyIsAllowedAllRightsByAConstrainedRight() throws Exception {
    String one = WIDGETS + "/w";
    assertThat(messageAt(one, JANE, "Impersonate-User", "alice", "Impersonate-Group", User.MASTERS))
        .endsWith(
            "User \"jane\" cannot impersonate:user-info resource \"groups\" in API group"
                + " \"authentication.k8s.io\" at the cluster scope: impersonating the"
                + " system:masters group is not allowed");
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
        .isEqualTo(
            "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"system:masters\"},"
                + " Extra:map[string][]string(nil)} without impersonating a user name");
    assertThat(message(JANE, "Impersonate-Extra-Scopes", "view", "Impersonate-Uid", "u1"))
        .isEqualTo(
            "requested &user.DefaultInfo{Name:\"\", UID:\"u1\", Groups:[]string(nil),"
                + " Extra:map[string][]string{\"scopes\":[]string{\"view\"}}} without"
                + " impersonating a user name");
  }
}
