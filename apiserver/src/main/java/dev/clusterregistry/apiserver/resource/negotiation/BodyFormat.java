package dev.clusterregistry.apiserver.resource.negotiation;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the Content-Type of request bodies. */
public final class BodyFormat {
  private static final List<String> ACCEPTED =
      List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");

  /** Bytes that a request body may have. */
  public static final long LARGEST_BODY = 3 * 1024 * 1024;

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** What may follow the type (RFC 2045); a semicolon at the end is passed over, as Go does. */
  private static final Pattern PARAMETERS =
      Pattern.compile(
          "(\\s*;\\s*TOKEN\\s*=\\s*(TOKEN|\"(\\\\.|[^\"\\\\])*\"))*\\s*;?\\s*"
              .replace("TOKEN", TOKEN));

  private BodyFormat() {}

  /**
   * The encoding of a body; JSON if the header is missing.
   *
   * @throws StatusException 415
   */
  public static Encoding encoding(ApiRequest request) {
    String header = request.headers().get("Content-Type");
    if (header == null || header.isEmpty()) {
      return Encoding.JSON;
    }
    return switch (type(header)) {
      case "application/json" -> Encoding.JSON;
      case "application/yaml" -> Encoding.YAML;
      case "application/vnd.kubernetes.protobuf" -> Encoding.PROTOBUF;
      default -> throw Statuses.unsupportedMediaType(ACCEPTED);
    };
  }

  private static String type(String header) {
    String type = withoutParameters(header);
    return PARAMETERS.matcher(header.substring(type.length())).matches()
        ? type.strip().toLowerCase(Locale.ROOT)
        : "";
  }

  static String withoutParameters(String header) {
    int semicolon = header.indexOf(';');
    return semicolon < 0 ? header : header.substring(0, semicolon);
  }
}
