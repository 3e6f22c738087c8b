package dev.clusterregistry.apiserver.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who asks.
 *
 * @param uid empty if the authenticator knows none
 * @param extra further facts by lower-case key
 */
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  public static final String MASTERS = "system:masters";
  public static final String AUTHENTICATED = "system:authenticated";
  public static final String UNAUTHENTICATED = "system:unauthenticated";

  public static final User ANONYMOUS =
      new User("system:anonymous", "", List.of(UNAUTHENTICATED), Map.of());

  public User {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  /** Somebody whose credential was found good: a member of system:authenticated too. */
  public static User authenticated(
      String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    List<String> all = new ArrayList<>(groups);
    if (!all.contains(AUTHENTICATED)) {
      all.add(AUTHENTICATED);
    }
    return new User(name, uid, all, extra);
  }

  public boolean in(String group) {
    return groups.contains(group);
  }

  public boolean isMaster() {
    return in(MASTERS);
  }

  public boolean isAnonymous() {
    return name.equals("system:anonymous");
  }
}
