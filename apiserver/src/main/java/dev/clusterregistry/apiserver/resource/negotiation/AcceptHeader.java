package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.request.MediaClause;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A parsed Accept header. Clients send a handful of different ones over and over, so a few are
 * remembered.
 */
record AcceptHeader(List<MediaClause> clauses, boolean namesSomethingServed) {
  private static final int REMEMBERED = 256;
  private static final int LONGEST_REMEMBERED = 512;
  private static final ConcurrentHashMap<String, AcceptHeader> KNOWN = new ConcurrentHashMap<>();

  static AcceptHeader of(String text) {
    AcceptHeader known = KNOWN.get(text);
    if (known != null) {
      return known;
    }
    AcceptHeader parsed = parse(text);
    if (text.length() <= LONGEST_REMEMBERED && KNOWN.size() < REMEMBERED) {
      KNOWN.put(text, parsed);
    }
    return parsed;
  }

  private static AcceptHeader parse(String text) {
    List<MediaClause> clauses = MediaClause.parse(text);
    boolean served = false;
    for (MediaClause clause : clauses) {
      served |= routable(clause);
    }
    return new AcceptHeader(clauses, served);
  }

  /** Kubernetes' router compares whole types before any parameter is looked at. */
  private static boolean routable(MediaClause clause) {
    if (clause.type().equals("*")) {
      return clause.subtype().equals("*");
    }
    return clause.type().equals("application")
        && switch (clause.subtype()) {
          case "json", "yaml", "vnd.kubernetes.protobuf" -> true;
          default -> false;
        };
  }
}
