package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.validation.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The ways in which a user may be allowed to act for another, in the order in which they are tried.
 * All but the last are constrained (KEP-5284): the right to act for somebody is one for certain
 * requests, and never one to act for system:masters.
 */
public enum ImpersonationMode {
  /** A service account acts for the node on which it runs. */
  ASSOCIATED_NODE("associated-node"),
  ARBITRARY_NODE("arbitrary-node"),
  SERVICE_ACCOUNT("serviceaccount"),
  /** Anybody who is neither of them. */
  USER_INFO("user-info"),
  /** All or nothing, by the verb impersonate. */
  LEGACY("");

  private static final String AUTHENTICATION = "authentication.k8s.io";
  private static final String NODE = "system:node:";
  private static final String NODE_OF_ACCOUNT = "authentication.kubernetes.io/node-name";
  private static final String KEYS_OF_ACCOUNT = "authentication.kubernetes.io/associated-node-keys";

  private final String mode;

  ImpersonationMode(String mode) {
    this.mode = mode;
  }

  /** Whether this way can make one user the other at all. */
  public boolean suits(User from, Impersonation to) {
    return switch (this) {
      case ASSOCIATED_NODE ->
          to.onlyNamed()
              && isNode(to.user())
              && ServiceAccountName.of(from.name()) != null
              && List.of(nodeOf(to.user())).equals(from.extra().get(NODE_OF_ACCOUNT));
      case ARBITRARY_NODE -> to.onlyNamed() && isNode(to.user());
      case SERVICE_ACCOUNT -> to.onlyNamed() && ServiceAccountName.of(to.user()) != null;
      case USER_INFO -> !isNode(to.user()) && ServiceAccountName.of(to.user()) == null;
      case LEGACY -> true;
    };
  }

  private static boolean isNode(String user) {
    return user.startsWith(NODE) && Names.subdomain(nodeOf(user)).isEmpty();
  }

  private static String nodeOf(String user) {
    return user.substring(NODE.length());
  }

  /** Who is asked about: of a node's service account only what is the same on all nodes. */
  public User asking(User from) {
    return this == ASSOCIATED_NODE
        ? new User(
            from.name(),
            from.uid(),
            from.groups(),
            Map.of(KEYS_OF_ACCOUNT, List.copyOf(new TreeSet<>(from.extra().keySet()))))
        : from;
  }

  /**
   * What must be allowed, each for itself, in this order.
   *
   * @param request what is to be done as the other
   */
  public List<ImpersonationQuestion> questions(Impersonation to, RequestInfo request) {
    List<ImpersonationQuestion> questions = new ArrayList<>();
    if (this != LEGACY) {
      String on = "impersonate-on:" + mode + ":" + request.verbText();
      questions.add(ImpersonationQuestion.of(request.as(on)));
    }
    questions.add(ImpersonationQuestion.of(name(to.user())));
    if (!to.uid().isEmpty()) {
      questions.add(ImpersonationQuestion.of(fact("uids", to.uid(), "")));
    }
    ImpersonationRules rules = new ImpersonationRules(this != LEGACY);
    rules.addGroups(to.groups(), this::group, questions);
    rules.addExtra(to.extra(), (key, value) -> fact("userextras", value, key), questions);
    return questions;
  }

  private RequestInfo name(String user) {
    ServiceAccountName account = ServiceAccountName.of(user);
    if (account != null) {
      return action("", "serviceaccounts", "", account.namespace(), account.name());
    }
    return switch (this) {
      case ASSOCIATED_NODE -> action("", "nodes", "", "", "*"); // whichever it runs on
      case ARBITRARY_NODE -> action("", "nodes", "", "", nodeOf(user));
      default -> action("", "users", "", "", user);
    };
  }

  private RequestInfo group(String name) {
    return action("", "groups", "", "", name);
  }

  private RequestInfo fact(String resource, String name, String subresource) {
    return action(AUTHENTICATION, resource, subresource, "", name);
  }

  /** By the verb impersonate users and groups are of the core group, by the others not. */
  private RequestInfo action(
      String group, String resource, String subresource, String namespace, String name) {
    return this == LEGACY
        ? RequestInfo.ofAction("impersonate", group, "v1", resource, subresource, namespace, name)
        : RequestInfo.ofAction(
            "impersonate:" + mode, AUTHENTICATION, "v1", resource, subresource, namespace, name);
  }

  /** Who acts from now on, with the groups that Kubernetes adds. */
  public User impersonated(Impersonation to) {
    boolean node = this == ASSOCIATED_NODE || this == ARBITRARY_NODE;
    return to.impersonated(node ? List.of("system:nodes") : List.of());
  }
}
