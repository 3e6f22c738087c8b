package dev.clusterregistry.apiserver.filter;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.RequestInfoParser;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.validation.GoDuration;
import java.time.Duration;

/** How long a client wants to wait at most: the {@code timeout} parameter. */
public final class ClientTimeout {
  private ClientTimeout() {}

  /** The same for a request whose facts are not known yet; never fails. */
  public static Duration of(ApiRequest request, Duration maximum) {
    if (!request.query().contains("timeout=")) {
      return maximum;
    }
    RequestInfo info = RequestInfoParser.parse(request);
    if (info == null || info.longRunning()) {
      return maximum;
    }
    try {
      return Duration.ofNanos(nanos(info, maximum.toNanos()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return maximum; // will be told in words
    }
  }

  /**
   * @throws dev.clusterregistry.machinery.status.StatusException 400 if it is no duration
   */
  static long nanos(RequestInfo info, Duration maximum) {
    try {
      return nanos(info, maximum.toNanos());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Statuses.badRequest("invalid timeout specified in the request URL - " + e.getMessage());
    }
  }

  private static long nanos(RequestInfo info, long maximum) {
    String text = info.query().text("timeout");
    if (text.isEmpty()) {
      return maximum;
    }
    long asked = GoDuration.parse(text).toNanos();
    return asked <= 0 ? maximum : Math.min(asked, maximum);
  }
}
