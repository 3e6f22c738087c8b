package dev.clusterregistry.store.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.MemoryStore;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreContract;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.WriteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The contract, encrypted; and what encryption adds to it. */
class EncryptedStoreTest extends StoreContract {
  private static final Seal ONE = new Seal.AesGcm("one", new byte[32]);
  private static final Seal TWO = new Seal.AesCbc("two", new byte[16]);
  private static final Seal OTHER_ONE = new Seal.AesGcm("one", secret(7));
  private static final Seal PLAIN = new Seal.Plain();

  @SuppressWarnings("NullAway.Init")
  private MemoryStore inside;

  private static byte[] secret(int first) {
    byte[] secret = new byte[32];
    secret[0] = (byte) first;
    return secret;
  }

  private static Seals seals(Seal... all) {
    return new Seals(List.of(new Seals.Rule(List.of(""), List.of(all))));
  }

  @Override
  protected Store open() {
    inside = new MemoryStore();
    return new EncryptedStore(inside, seals(ONE, TWO));
  }

  private EncryptedStore encrypted() {
    return (EncryptedStore) store;
  }

  private long write(Store target, String key, String value) {
    WriteResult result = target.put(key, value.getBytes(UTF_8), 0);
    return ((WriteResult.Committed) result).revision();
  }

  private static String text(Entry entry) {
    return new String(entry.value(), UTF_8);
  }

  private Entry only(Store from) {
    assertThat(from.scan("").entries()).hasSize(1);
    return from.scan("").entries().getFirst();
  }

  @Test
  void whatIsStoredShowsNothingAndIsDifferentEveryTime() {
    write(store, "/a/b/c", "secret");
    write(store, "/a/b/d", "secret");
    List<Entry> stored = inside.scan("").entries();
    assertThat(text(stored.get(0))).startsWith("k8s:enc:aesgcm:v1:one:").doesNotContain("secret");
    assertThat(stored.get(0).value()).isNotEqualTo(stored.get(1).value());
    assertThat(store.scan("").entries()).allMatch(entry -> text(entry).equals("secret"));
  }

  @Test
  void aValueUnderAnOlderKeyIsReadAndOutdated() {
    write(new EncryptedStore(inside, seals(TWO)), "/a/b/c", "value");
    assertThat(text(only(inside))).startsWith("k8s:enc:aescbc:v1:two:");
    assertThat(text(only(store))).isEqualTo("value");
    assertThat(only(store).outdated()).isTrue();
    WriteResult conflict = store.put("/a/b/c", new byte[1], 0);
    Entry current = Objects.requireNonNull(((WriteResult.Conflict) conflict).current());
    assertThat(text(current)).isEqualTo("value");
    assertThat(current.outdated()).isTrue();

    store.put("/a/b/c", current.value(), current.revision());
    assertThat(only(store).outdated()).isFalse();
  }

  @Test
  void aValueThatCannotBeOpenedSaysWhyAndIsNotLost() {
    write(new EncryptedStore(inside, seals(OTHER_ONE)), "/a/b/c", "value");
    assertThat(text(only(store)))
        .isEqualTo(
            "!the stored value cannot be read: it is encrypted with aesgcm key \"one\", and the"
                + " key of that name does not open it: it is another key, or the value is damaged"
                + " or was moved here from another key of the store");
    assertThat(text(only(new EncryptedStore(inside, seals(TWO, PLAIN)))))
        .endsWith(
            "it is encrypted with aesgcm key \"one\", which is not among the keys that it may be"
                + " read with: [aescbc key \"two\", identity]");
    assertThat(text(only(new EncryptedStore(inside, seals(OTHER_ONE))))).isEqualTo("value");
  }

  @Test
  void aValueMovedToAnotherKeyDoesNotOpen() {
    write(store, "/a/b/c", "value");
    byte[] stolen = only(inside).value();
    inside.put("/a/b/d", stolen, 0);
    assertThat(text(store.scan("/a/b/d").entries().getFirst())).contains("was moved here");
  }

  @Test
  void plainValuesAreReadOnlyWhereIdentityIsListed() {
    write(inside, "/a/b/c", "plain");
    assertThat(text(only(store))).contains("it is not encrypted, and the provider identity");
    EncryptedStore lenient = new EncryptedStore(inside, seals(ONE, PLAIN));
    assertThat(text(only(lenient))).isEqualTo("plain");
    assertThat(only(lenient).outdated()).isTrue();
    assertThat(only(new EncryptedStore(inside, seals(PLAIN, ONE))).outdated()).isFalse();
  }

  @Test
  void theFirstRuleThatCoversAKeyHolds() {
    EncryptedStore mixed =
        new EncryptedStore(
            inside,
            new Seals(
                List.of(
                    new Seals.Rule(List.of("/g/secret/"), List.of(ONE)),
                    new Seals.Rule(List.of("/g/"), List.of(TWO)))));
    write(mixed, "/g/secret/a", "1");
    write(mixed, "/g/other/a", "2");
    write(mixed, "/h/other/a", "3");
    assertThat(inside.scan("").entries())
        .extracting(entry -> Seals.describe(entry.value()))
        .containsExactly("aescbc key \"two\"", "aesgcm key \"one\"", "identity");
    assertThat(mixed.scan("").entries())
        .extracting(EncryptedStoreTest::text)
        .containsExactly("2", "1", "3");
  }

  @Test
  void whoFollowsStartsOverWhenTheKeysChange() {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    store.watch(
        "",
        store.head(),
        new ChangeSink() {
          @Override
          public void changes(List<Change> batch) {
            for (Change change : batch) {
              byte[] value = change.value();
              seen.add(value == null ? "deleted" : new String(value, UTF_8));
            }
          }

          @Override
          public void progress(long revision) {}

          @Override
          public void lost(StoreException reason) {
            seen.add("lost: " + reason.getMessage());
          }
        });
    write(store, "/a/b/c", "first");
    await().until(() -> seen.equals(List.of("first")));
    encrypted().replace(seals(TWO, ONE));
    write(store, "/a/b/d", "second");
    assertThat(seen).containsExactly("first", "lost: the encryption keys have changed");
    assertThat(store.scan("").entries()).extracting(Entry::outdated).containsExactly(true, false);
  }
}
