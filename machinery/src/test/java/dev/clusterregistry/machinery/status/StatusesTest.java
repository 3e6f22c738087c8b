package dev.clusterregistry.machinery.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusesTest {
  private static final GroupResource CLUSTERS =
      new GroupResource("clusterregistry.k8s.io", "clusters");
  private static final GroupKind CLUSTER = new GroupKind("clusterregistry.k8s.io", "Cluster");

  @Test
  void membersStandInGoOrderAndEmptyOnesAreOmitted() {
    assertThat(json(Statuses.notFound(CLUSTERS, "x")))
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"clusters.clusterregistry.k8s.io \\\"x\\\" not found\","
                + "\"reason\":\"NotFound\",\"details\":{\"name\":\"x\","
                + "\"group\":\"clusterregistry.k8s.io\",\"kind\":\"clusters\"},\"code\":404}");
    assertThat(json(Statuses.unauthorized()))
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}");
    assertThat(json(Statuses.unknown500("boom <b>")))
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"boom \\u003cb\\u003e\",\"code\":500}");
  }

  @Test
  void aDeletionIsASuccessWithoutCodeOrReason() {
    Status status = Status.deleted(CLUSTERS, "x", "u-1");
    assertThat(new String(status.toJson(), UTF_8))
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\","
                + "\"details\":{\"name\":\"x\",\"group\":\"clusterregistry.k8s.io\","
                + "\"kind\":\"clusters\",\"uid\":\"u-1\"}}");
    assertThat(status.httpCode()).isEqualTo(200);
  }

  @Test
  void invalidListsCausesWithTheKind() {
    FieldError one = FieldError.required(FieldPath.of("a"), "");
    FieldError two = FieldError.invalid(FieldPath.of("b"), "v", "why");
    StatusException invalid = Statuses.invalid(CLUSTER, "x", List.of(one, two, one));
    assertThat(invalid)
        .hasMessage(
            "Cluster.clusterregistry.k8s.io \"x\" is invalid: [a: Required value, b: Invalid value:"
                + " \"v\": why]");
    assertThat(json(invalid))
        .endsWith(
            "\"reason\":\"Invalid\",\"details\":{\"name\":\"x\",\"group\":\"clusterregistry.k8s.io\","
                + "\"kind\":\"Cluster\",\"causes\":["
                + "{\"reason\":\"FieldValueRequired\",\"message\":\"Required value\",\"field\":\"a\"},"
                + "{\"reason\":\"FieldValueInvalid\",\"message\":\"Invalid value: \\\"v\\\": why\",\"field\":\"b\"},"
                + "{\"reason\":\"FieldValueRequired\",\"message\":\"Required value\",\"field\":\"a\"}]},"
                + "\"code\":422}");
    GroupKind nothing = new GroupKind("", "");
    assertThat(Statuses.invalid(nothing, "", List.of(two)))
        .hasMessage(" \"\" is invalid: b: Invalid value: \"v\": why");
  }

  @Test
  void conflictsNameTheResourceOrInPreconditionsTheKind() {
    assertThat(Statuses.modified(CLUSTERS, "x"))
        .hasMessage(
            "Operation cannot be fulfilled on clusters.clusterregistry.k8s.io \"x\": the object has"
                + " been modified; please apply your changes to the latest version and try again");
    assertThat(Statuses.preconditionFailed(CLUSTER, "x", "why"))
        .hasMessage("Operation cannot be fulfilled on Cluster.clusterregistry.k8s.io \"x\": why");
  }

  @Test
  void existingNamesAreToldApart() {
    assertThat(Statuses.alreadyExists(CLUSTERS, "x", false))
        .hasMessage("clusters.clusterregistry.k8s.io \"x\" already exists");
    assertThat(Statuses.alreadyExists(CLUSTERS, "x", true))
        .hasMessage(
            "object is being deleted: clusters.clusterregistry.k8s.io \"x\" already exists");
    StatusException generated = Statuses.generateNameConflict(CLUSTERS, "x", false);
    assertThat(generated)
        .hasMessage(
            "clusters.clusterregistry.k8s.io \"x\" already exists, the server was not able to"
                + " generate a unique name for the object");
    assertThat(generated.status().retryAfterSeconds()).isEqualTo(1);
  }

  @Test
  void forbiddenSpeaksOfAnObjectAResourceOrAPath() {
    assertThat(Statuses.forbidden(CLUSTERS, "x", "no"))
        .hasMessage("clusters.clusterregistry.k8s.io \"x\" is forbidden: no");
    assertThat(Statuses.forbidden(CLUSTERS, "", "no"))
        .hasMessage("clusters.clusterregistry.k8s.io is forbidden: no");
    assertThat(json(Statuses.forbiddenPath("no")))
        .contains("\"message\":\"forbidden: no\"")
        .contains("\"details\":{}");
  }

  @Test
  void theRestHasKubernetesWords() {
    assertThat(Statuses.unknownPath())
        .hasMessage("the server could not find the requested resource");
    assertThat(Statuses.methodNotAllowed())
        .hasMessage("the server does not allow this method on the requested resource");
    assertThat(Statuses.methodNotSupported(CLUSTERS, "delete"))
        .hasMessage(
            "delete is not supported on resources of kind \"clusters.clusterregistry.k8s.io\"");
    assertThat(Statuses.notAcceptable(List.of("application/json", "application/yaml")))
        .hasMessage(
            "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml");
    assertThat(Statuses.onlyAccepted(List.of("application/json")))
        .hasMessage("only the following media types are accepted: application/json");
    assertThat(Statuses.tooLarge(3145728)).hasMessage("Request entity too large: limit is 3145728");
    assertThat(Statuses.unsupportedMediaType(List.of("a/b", "c/d")))
        .hasMessage(
            "the body of the request was in an unknown format - accepted media types include: a/b,"
                + " c/d");
    assertThat(Statuses.serverTimeout(CLUSTERS, "list"))
        .hasMessage(
            "The list operation against clusters.clusterregistry.k8s.io could not be completed at"
                + " this time, please try again.");
    assertThat(Statuses.tooOldResourceVersion(5, 1234))
        .hasMessage("too old resource version: 5 (1234)");
    assertThat(json(Statuses.internal("boom")))
        .contains("\"message\":\"Internal error occurred: boom\"")
        .contains("\"details\":{\"causes\":[{\"message\":\"boom\"}]}");
    assertThat(json(Statuses.timeout()))
        .contains("\"Timeout: request did not complete within the allotted timeout\"")
        .contains("\"details\":{}");
    assertThat(json(Statuses.tooLargeResourceVersion(9, 5, 1)))
        .contains("\"message\":\"Timeout: Too large resource version: 9, current: 5\"")
        .contains(
            "\"details\":{\"causes\":[{\"reason\":\"ResourceVersionTooLarge\",\"message\":\"Too large"
                + " resource version\"}],\"retryAfterSeconds\":1}");
    assertThat(json(Statuses.serviceUnavailable("down", 0))).doesNotContain("details");
    assertThat(Statuses.serviceUnavailable("down", 3).status().retryAfterSeconds()).isEqualTo(3);
    assertThat(Statuses.tooManyRequests("slow", 2).status().retryAfterSeconds()).isEqualTo(2);
  }

  @Test
  void anExpiredListCarriesATokenToGoOn() {
    Status expired = Statuses.expired("old").status().withContinueToken("abc");
    assertThat(new String(expired.toJson(), UTF_8))
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":\"abc\"},"
                + "\"status\":\"Failure\",\"message\":\"old\",\"reason\":\"Expired\",\"code\":410}");
  }

  private static String json(StatusException failure) {
    return new String(failure.status().toJson(), UTF_8);
  }
}
