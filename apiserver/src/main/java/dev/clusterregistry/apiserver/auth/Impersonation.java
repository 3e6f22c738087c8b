package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request's Impersonate headers want it to act for.
 *
 * @param groups as given; none is different from the groups that a user comes with
 * @param uid empty if not given
 */
public record Impersonation(
    String user, List<String> groups, Map<String, List<String>> extra, String uid) {
  private static final String START = "Impersonate-";
  private static final String EXTRA = "Impersonate-Extra-";
  private static final String VERB = "impersonate";
  private static final String AUTHENTICATION = "authentication.k8s.io";

  /**
   * Null if the request acts for nobody else.
   *
   * @throws dev.clusterregistry.machinery.status.StatusException 400 if anything is asked for
   *     without a user
   */
  public static @Nullable Impersonation of(Headers headers) {
    return asks(headers) ? read(headers) : null;
  }

  private static boolean asks(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).regionMatches(true, 0, START, 0, START.length())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Impersonation read(Headers headers) {
    String user = text(headers.get("Impersonate-User"));
    String uid = text(headers.get("Impersonate-Uid"));
    List<String> groups = List.copyOf(headers.all("Impersonate-Group"));
    Map<String, List<String>> extra = new LinkedHashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.regionMatches(true, 0, EXTRA, 0, EXTRA.length())) {
        extra
            .computeIfAbsent(ExtraKey.of(name.substring(EXTRA.length())), key -> new ArrayList<>(1))
            .add(headers.value(i));
      }
    }
    Impersonation wanted = new Impersonation(user, groups, extra, uid);
    if (!user.isEmpty()) {
      return wanted;
    }
    if (groups.isEmpty() && extra.isEmpty() && uid.isEmpty()) {
      return null;
    }
    throw Statuses.badRequest("requested " + wanted.references() + " without impersonating a user");
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }

  /** What must be allowed, each for itself. */
  public List<RequestInfo> questions() {
    List<RequestInfo> questions = new ArrayList<>();
    ServiceAccountName account = ServiceAccountName.of(user);
    questions.add(
        account == null
            ? core("", "users", user)
            : core(account.namespace(), "serviceaccounts", account.name()));
    for (String group : groups) {
      questions.add(core("", "groups", group));
    }
    extra.forEach(
        (key, values) ->
            values.forEach(value -> questions.add(authentication("userextras", value, key))));
    if (!uid.isEmpty()) {
      questions.add(authentication("uids", uid, ""));
    }
    return questions;
  }

  private static RequestInfo core(String namespace, String resource, String name) {
    return RequestInfo.ofAction(VERB, "", "v1", resource, "", namespace, name);
  }

  private static RequestInfo authentication(String resource, String name, String subresource) {
    return RequestInfo.ofAction(VERB, AUTHENTICATION, "v1", resource, subresource, "", name);
  }

  /** Who acts from now on, with the groups that Kubernetes adds. */
  public User impersonated() {
    List<String> all = new ArrayList<>(groups);
    ServiceAccountName account = ServiceAccountName.of(user);
    if (account != null && groups.isEmpty()) {
      all.addAll(account.groups());
    }
    if (user.equals(User.ANONYMOUS.name())) {
      if (!all.contains(User.UNAUTHENTICATED)) {
        all.add(User.UNAUTHENTICATED);
      }
    } else if (!all.contains(User.AUTHENTICATED) && !all.contains(User.UNAUTHENTICATED)) {
      all.add(User.AUTHENTICATED);
    }
    return new User(user, uid, all, extra);
  }

  /** As Go prints kube-apiserver's list of object references. */
  private String references() {
    List<String> all = new ArrayList<>();
    for (String group : groups) {
      all.add("{Group  " + group + "    }");
    }
    extra.forEach(
        (key, values) ->
            values.forEach(
                value ->
                    all.add("{UserExtra  " + value + "  authentication.k8s.io/v1  " + key + "}")));
    if (!uid.isEmpty()) {
      all.add("{UID  " + uid + "  authentication.k8s.io/v1  }");
    }
    return "[" + String.join(" ", all) + "]";
  }
}
