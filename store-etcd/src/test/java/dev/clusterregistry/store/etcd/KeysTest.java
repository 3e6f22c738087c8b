package dev.clusterregistry.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private final Keys keys = new Keys("registry/test/");

  @ParameterizedTest
  @CsvSource({
    "/g/clusters/a, /registry/test/g/clusters/a",
    "//namespaces/a, /registry/test//namespaces/a",
    "a/b, /registry/test/-/other/a/b"
  })
  void keysAreBelowThePrefixAndFoundAgain(String key, String inEtcd) {
    ByteString made = keys.of(key);
    assertThat(made.toStringUtf8()).isEqualTo(inEtcd);
    assertThat(keys.shown(KeyValue.newBuilder().setKey(made).build())).isEqualTo(key);
  }

  @Test
  void itsOwnKeysAreNotShown() {
    assertThat(keys.shown(KeyValue.newBuilder().setKey(keys.tick()).build())).isNull();
    assertThat(keys.shown(KeyValue.newBuilder().setKey(keys.compaction()).build())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/registry", "registry/"})
  void aPrefixMayHaveSlashesAroundIt(String prefix) {
    assertThat(new Keys(prefix).all().toStringUtf8()).startsWith("/").endsWith("/");
  }

  @Test
  void theEndOfAPrefixIsTheNextByte() {
    assertThat(Keys.endOf(ByteString.copyFromUtf8("/a/")).toStringUtf8()).isEqualTo("/a0");
    ByteString high = ByteString.copyFrom(new byte[] {'a', (byte) 0xff});
    assertThat(Keys.endOf(high).toStringUtf8()).isEqualTo("b");
  }
}
