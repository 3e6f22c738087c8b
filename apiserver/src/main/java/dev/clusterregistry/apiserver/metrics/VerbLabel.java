package dev.clusterregistry.apiserver.metrics;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.RequestInfo;

/** The verbs of metrics: methods for the most part, so that they cannot grow without bound. */
enum VerbLabel {
  GET,
  LIST,
  WATCH,
  POST,
  PUT,
  PATCH,
  APPLY,
  DELETE,
  DELETECOLLECTION,
  CONNECT,
  HEAD,
  OPTIONS,
  OTHER;

  static final int COUNT = 13;

  static VerbLabel of(ApiRequest request, RequestInfo info) {
    return switch (info.verb()) {
      case GET -> GET;
      case LIST -> LIST;
      case WATCH -> WATCH;
      case CREATE -> POST;
      case UPDATE -> PUT;
      case PATCH -> isApply(request) ? APPLY : PATCH;
      case DELETE -> DELETE;
      case DELETECOLLECTION -> DELETECOLLECTION;
      case NONE -> ofMethod(request.method());
    };
  }

  private static VerbLabel ofMethod(String method) {
    return switch (method) {
      case "GET" -> GET;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "PATCH" -> PATCH;
      case "DELETE" -> DELETE;
      case "HEAD" -> HEAD;
      case "OPTIONS" -> OPTIONS;
      case "CONNECT" -> CONNECT;
      default -> OTHER;
    };
  }

  private static boolean isApply(ApiRequest request) {
    String type = request.headers().get("Content-Type");
    return type != null && type.startsWith("application/apply-patch+");
  }
}
