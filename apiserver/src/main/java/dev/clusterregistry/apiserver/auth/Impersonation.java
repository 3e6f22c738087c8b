package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    if (wanted.onlyNamed()) {
      return null;
    }
    throw Statuses.badRequest("requested " + wanted.inGo() + " without impersonating a user name");
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }

  /** Nothing is said but the name. */
  boolean onlyNamed() {
    return groups.isEmpty() && extra.isEmpty() && uid.isEmpty();
  }

  /**
   * @param fixed groups that come with such a user; empty where the request says which
   */
  User impersonated(List<String> fixed) {
    List<String> all = new ArrayList<>(groups);
    all.addAll(fixed);
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

  /** As Go prints kube-apiserver's record of it. */
  private String inGo() {
    return "&user.DefaultInfo{Name:\"\", UID:"
        + GoQuote.quote(uid)
        + ", Groups:[]string"
        + (groups.isEmpty() ? "(nil)" : quoted(groups))
        + ", Extra:map[string][]string"
        + (extra.isEmpty() ? "(nil)" : quotedExtra())
        + "}";
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(GoQuote::quote).collect(Collectors.joining(", ", "{", "}"));
  }

  private String quotedExtra() {
    return new TreeMap<>(extra)
        .entrySet().stream()
            .map(each -> GoQuote.quote(each.getKey()) + ":[]string" + quoted(each.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }
}
