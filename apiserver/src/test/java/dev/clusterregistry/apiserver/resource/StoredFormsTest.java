package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.WriteResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that an older server has stored. */
class StoredFormsTest {
  private static final String GADGETS = in("v1", "a");

  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private long storeInOldVersion() {
    String value =
        "J{\"kind\":\"Gadget\",\"apiVersion\":\"example.com/v1beta1\",\"metadata\":{\"name\":\"g\","
            + "\"namespace\":\"a\",\"uid\":\"u\",\"generation\":3,\"creationTimestamp\":"
            + "\"2026-11-22T10:00:00Z\"},\"spec\":{\"size\":3}}";
    WriteResult result =
        registry.store.put("/example.com/gadgets/a/g", value.getBytes(StandardCharsets.UTF_8), 0);
    return ((WriteResult.Committed) result).revision();
  }

  private String stored() {
    Entry entry = registry.store.scan("/example.com/gadgets/a/g").entries().getFirst();
    return new String(entry.value(), StandardCharsets.UTF_8);
  }

  @Test
  void aWriteThatChangesNothingBringsAnOldVersionUpToDateOnce() {
    long old = storeInOldVersion();
    Answer read = registry.get(GADGETS + "/g");
    assertThat(read.at("/apiVersion")).isEqualTo("example.com/v1");
    assertThat(read.revision()).isEqualTo(Long.toString(old));

    Answer migrated = registry.put(GADGETS + "/g", read.text());
    assertThat(migrated.status()).isEqualTo(200);
    assertThat(migrated.revision()).isEqualTo(Long.toString(registry.store.head()));
    assertThat(Long.parseLong(migrated.revision())).isGreaterThan(old);
    assertThat(migrated.json().at("/metadata/generation").asInt()).isEqualTo(3);
    assertThat(stored()).startsWith("J{\"kind\":\"Gadget\",\"apiVersion\":\"example.com/v1\",");

    Answer again = registry.put(GADGETS + "/g", migrated.text());
    assertThat(again.revision()).isEqualTo(migrated.revision());
  }

  @Test
  void anEmptyPatchDoesSoToo() {
    long old = storeInOldVersion();
    Answer patched = registry.merge(GADGETS + "/g", "{}");
    assertThat(Long.parseLong(patched.revision())).isGreaterThan(old);
    assertThat(stored()).contains("\"apiVersion\":\"example.com/v1\"");
    assertThat(registry.merge(GADGETS + "/g", "{}").revision()).isEqualTo(patched.revision());
  }
}
