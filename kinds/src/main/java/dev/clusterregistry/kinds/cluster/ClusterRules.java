package dev.clusterregistry.kinds.cluster;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.schema.KindRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The rules of clusters. The first registry validated nothing in spec, so what cannot be used is
 * only warned about, unless the rules are strict. Strict rules still let pass what is stored
 * already, so that old data can be updated.
 */
public final class ClusterRules implements KindRules {
  private static final FieldPath ENDPOINTS =
      FieldPath.of("spec").child("kubernetesApiEndpoints").child("serverEndpoints");

  private final boolean strict;

  /** A member of an endpoint that nobody can use. */
  private record Unusable(FieldPath path, String value, String what, String problem) {

    String reason() {
      return "not a usable " + what + ": " + problem;
    }
  }

  /**
   * @param strict whether an unusable network or address is an error
   */
  public ClusterRules(boolean strict) {
    this.strict = strict;
  }

  @Override
  public List<String> warnings(ObjectNode cluster) {
    List<Unusable> unusable = strict ? List.of() : unusable(cluster);
    if (unusable.isEmpty()) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>(unusable.size());
    for (Unusable member : unusable) {
      warnings.add(member.path() + ": " + GoQuote.quote(member.value()) + " is " + member.reason());
    }
    return warnings;
  }

  @Override
  public List<FieldError> errors(ObjectNode cluster, @Nullable ObjectNode stored) {
    List<Unusable> unusable = strict ? unusable(cluster) : List.of();
    if (unusable.isEmpty()) {
      return List.of();
    }
    Set<String> tolerated = new HashSet<>();
    for (Unusable member : stored == null ? List.<Unusable>of() : unusable(stored)) {
      tolerated.add(member.value());
    }
    List<FieldError> errors = new ArrayList<>(unusable.size());
    for (Unusable member : unusable) {
      if (!tolerated.contains(member.value())) {
        errors.add(FieldError.invalid(member.path(), member.value(), member.reason()));
      }
    }
    return errors;
  }

  private static List<Unusable> unusable(ObjectNode cluster) {
    JsonNode endpoints =
        cluster.path("spec").path("kubernetesApiEndpoints").path("serverEndpoints");
    List<Unusable> unusable = new ArrayList<>(0);
    for (int i = 0; i < endpoints.size(); i++) {
      JsonNode endpoint = endpoints.path(i);
      String cidr = endpoint.path("clientCIDR").asString("");
      String problem = cidr.isEmpty() ? null : Cidr.problem(cidr);
      if (problem != null) {
        unusable.add(new Unusable(ENDPOINTS.index(i).child("clientCIDR"), cidr, "CIDR", problem));
      }
      String address = endpoint.path("serverAddress").asString("");
      problem = address.isEmpty() ? null : ServerAddress.problem(address);
      if (problem != null) {
        unusable.add(
            new Unusable(
                ENDPOINTS.index(i).child("serverAddress"), address, "server address", problem));
      }
    }
    return unusable;
  }

  @Override
  public @Nullable JsonNode cell(String computed, ObjectNode cluster) {
    return switch (computed) {
      case "ca" -> BooleanNode.valueOf(hasCa(cluster));
      case "status" -> StringNode.valueOf(status(cluster));
      default -> throw new IllegalArgumentException("no such column: " + computed);
    };
  }

  private static boolean hasCa(ObjectNode cluster) {
    JsonNode bundle = cluster.path("spec").path("kubernetesApiEndpoints").path("caBundle");
    return !bundle.asString("").isEmpty();
  }

  /** The conditions that hold, and those named OK or Ready that do not, as for nodes. */
  private static String status(ObjectNode cluster) {
    StringBuilder status = new StringBuilder();
    for (JsonNode condition : cluster.path("status").path("conditions")) {
      String type = condition.path("type").asString("");
      boolean good = type.equals("OK") || type.equals("Ready");
      switch (condition.path("status").asString("")) {
        case "True" -> append(status, type);
        case "False" -> append(status, good ? "Not" + type : "");
        default -> append(status, good ? "Unknown" : "");
      }
    }
    return status.toString();
  }

  private static void append(StringBuilder status, String text) {
    if (!text.isEmpty()) {
      status.append(status.isEmpty() ? "" : ",").append(text);
    }
  }
}
