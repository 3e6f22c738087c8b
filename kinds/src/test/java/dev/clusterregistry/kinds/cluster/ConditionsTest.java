package dev.clusterregistry.kinds.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaValidation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Conditions that come twice: refused, unless they are stored already. */
class ConditionsTest {
  private static final Schema CLUSTER = Kinds.registry(false).get(0).storageVersion().schema();

  private static ObjectNode cluster(String... types) {
    ObjectNode cluster = JsonMapper.shared().createObjectNode();
    for (String type : types) {
      cluster.withObject("/status").withArray("conditions").addObject().put("type", type);
    }
    return cluster;
  }

  @Test
  void eachTypeMayComeOnce() {
    assertThat(SchemaValidation.repeats(cluster("OK", "Ready"), null, CLUSTER)).isEmpty();
    assertThat(SchemaValidation.repeats(cluster("OK", "Ready", "OK"), null, CLUSTER))
        .extracting(FieldError::text)
        .containsExactly("status.conditions[2]: Duplicate value: {\"type\":\"OK\"}");
  }

  @Test
  void whatTheFirstRegistryHasStoredMayStay() {
    ObjectNode stored = cluster("OK", "OK");
    assertThat(SchemaValidation.repeats(cluster("OK", "OK"), stored, CLUSTER)).isEmpty();
    assertThat(SchemaValidation.repeats(cluster("OK", "OK", "Ready"), stored, CLUSTER)).hasSize(1);
    assertThat(SchemaValidation.repeats(cluster("OK"), stored, CLUSTER)).isEmpty();
  }

  @Test
  void nothingElseOfTheSchemaIsEnforced() {
    ObjectNode cluster = cluster("OK");
    cluster.withObject("/spec").withArray("unknown").add(1).add(1);
    assertThat(SchemaValidation.repeats(cluster, null, CLUSTER)).isEmpty();
  }
}
