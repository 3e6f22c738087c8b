package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.Query;

/** Whether JSON goes out indented: asked for, or read by a person in a terminal or a browser. */
public final class Pretty {
  private Pretty() {}

  public static boolean wanted(ApiRequest request, Query query) {
    if (!query.isEmpty()) {
      String asked = query.text("pretty");
      if (!asked.isEmpty()) {
        return isTrue(asked);
      }
    }
    String agent = request.headers().get("User-Agent");
    return agent != null
        && (agent.startsWith("curl")
            || agent.startsWith("Wget")
            || agent.startsWith("Mozilla/5.0"));
  }

  /** As Go's strconv.ParseBool. */
  private static boolean isTrue(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      default -> false;
    };
  }
}
