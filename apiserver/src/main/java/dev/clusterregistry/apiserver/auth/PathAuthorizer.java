package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Paths that may be asked for without anybody being asked. No object is ever at such a path,
 * whatever it says.
 */
public final class PathAuthorizer implements Authorizer {
  private final Set<String> paths = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();
  private final boolean strangersToo;

  private PathAuthorizer(List<String> patterns, boolean strangersToo) {
    this.strangersToo = strangersToo;
    for (String pattern : patterns) {
      String path = bare(pattern);
      int star = path.indexOf('*');
      if (star >= 0 && star < path.length() - 1) {
        throw new IllegalArgumentException("only trailing * allowed in \"" + path + "\"");
      }
      if (star < 0) {
        paths.add(path);
      } else {
        prefixes.add(path.substring(0, star));
      }
    }
  }

  /**
   * Everybody may do everything with these.
   *
   * @param patterns paths; a star at the end stands for any rest
   * @throws IllegalArgumentException with one line if a star is elsewhere
   */
  public static PathAuthorizer forEverybody(List<String> patterns) {
    return new PathAuthorizer(patterns, true);
  }

  /**
   * Whoever is known may read these.
   *
   * @param patterns paths; a star at the end stands for any rest
   */
  public static PathAuthorizer forReaders(List<String> patterns) {
    return new PathAuthorizer(patterns, false);
  }

  private static String bare(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    boolean may = strangersToo || (user.in(User.AUTHENTICATED) && info.verbText().equals("get"));
    return may && !info.isResource() && matches(bare(info.path()))
        ? Decision.ALLOW
        : Decision.NO_OPINION;
  }

  private boolean matches(String path) {
    if (paths.contains(path)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (path.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
