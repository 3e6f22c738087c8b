package dev.clusterregistry.apiserver.cache.list;

import static dev.clusterregistry.apiserver.cache.Things.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.TestChannel;
import dev.clusterregistry.apiserver.cache.TestLoop;
import dev.clusterregistry.apiserver.cache.Things;
import dev.clusterregistry.apiserver.cache.Walk;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.store.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListSourceTest {
  private static final String HEADER = "{\"items\":[";
  private static final String FOOTER = "]}\n";

  private final MemoryStore store = new MemoryStore();
  private final TestLoop loop = new TestLoop(0);
  private final WatchCache cache = new WatchCache(store, List.of(THINGS), CacheOptions.DEFAULT);

  @AfterEach
  void close() {
    cache.close();
    store.close();
    loop.close();
  }

  private Snapshot start(int objects, int bytes) {
    for (int i = 0; i < objects; i++) {
      String value = "odd=" + i % 2 + ";" + ("v" + i + "-").repeat(bytes / 5);
      Things.put(store, Things.key(String.format("n%05d", i)), value);
    }
    cache.start();
    return cache.current(THINGS);
  }

  @Test
  void plainAndCompressedListsHoldTheSameBytes() {
    Snapshot snapshot = start(3_000, 300);
    check(snapshot, KeyRange.ALL, ObjectFilter.EVERYTHING);
    check(snapshot, KeyRange.ALL, Things.labelled("odd=1"));
    check(snapshot, KeyRange.ALL, Things.labelled("odd=3"));
    check(snapshot, KeyRange.ALL.after(Things.key("n00017")), ObjectFilter.EVERYTHING);
    check(
        snapshot,
        snapshot.page(KeyRange.ALL, ObjectFilter.EVERYTHING, 500).range(),
        ObjectFilter.EVERYTHING);
  }

  @Test
  void anEmptyListIsHeaderAndFooter() {
    check(start(0, 0), KeyRange.ALL, ObjectFilter.EVERYTHING);
  }

  @Test
  void objectsBiggerThanASliceAreListed() {
    check(start(7, 200_000), KeyRange.ALL, ObjectFilter.EVERYTHING);
  }

  @Test
  void aSecondCompressedListReusesTheBlocks() {
    Snapshot snapshot = start(2_000, 500);
    list(snapshot, KeyRange.ALL, ObjectFilter.EVERYTHING, true, Long.MAX_VALUE);
    long held = cache.derived().heldBytes();
    assertThat(held).isPositive();
    list(snapshot, KeyRange.ALL, ObjectFilter.EVERYTHING, true, Long.MAX_VALUE);
    assertThat(cache.derived().heldBytes()).isEqualTo(held);
  }

  @Test
  void aClientThatTakesLittleAtATimeGetsTheWholeList() {
    Snapshot snapshot = start(1_000, 500);
    TestChannel channel =
        TestChannel.open(
            loop, source(snapshot, KeyRange.ALL, ObjectFilter.EVERYTHING, false), 10_000);
    await()
        .until(
            () -> {
              channel.room(50_000);
              return channel.isOver();
            });
    assertThat(channel.bytes())
        .isEqualTo(expected(snapshot, KeyRange.ALL, ObjectFilter.EVERYTHING));
  }

  @Test
  void checksumsOfPiecesJoin() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(10_000)];
      random.nextBytes(bytes);
      int cut = random.nextInt(bytes.length + 1);
      assertThat(
              Crc32Join.join(
                  crc(bytes, 0, cut), crc(bytes, cut, bytes.length - cut), bytes.length - cut))
          .isEqualTo(crc(bytes, 0, bytes.length));
    }
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private void check(Snapshot snapshot, KeyRange range, ObjectFilter filter) {
    byte[] expected = expected(snapshot, range, filter);
    assertThat(list(snapshot, range, filter, false, Long.MAX_VALUE)).isEqualTo(expected);
    for (int i = 0; i < 2; i++) {
      assertThat(unzipped(list(snapshot, range, filter, true, Long.MAX_VALUE))).isEqualTo(expected);
    }
    assertThat(found(snapshot, range, filter, false)).isEqualTo(expected);
    assertThat(unzipped(found(snapshot, range, filter, true))).isEqualTo(expected);
  }

  private byte[] list(
      Snapshot snapshot, KeyRange range, ObjectFilter filter, boolean gzip, long room) {
    TestChannel channel = TestChannel.open(loop, source(snapshot, range, filter, gzip), room);
    await().until(channel::isOver);
    return channel.bytes();
  }

  private ListSource source(Snapshot snapshot, KeyRange range, ObjectFilter filter, boolean gzip) {
    return ListSource.walking(cache, snapshot, range, filter, ItemEncoding.frozen(), frame(gzip));
  }

  /** The list of the objects, once they have been found. */
  private byte[] found(Snapshot snapshot, KeyRange range, ObjectFilter filter, boolean gzip) {
    List<Frozen> objects = objects(snapshot, range, filter);
    ListSource source = ListSource.of(cache, objects, ItemEncoding.frozen(), frame(gzip));
    TestChannel channel = TestChannel.open(loop, source, Long.MAX_VALUE);
    await().until(channel::isOver);
    return channel.bytes();
  }

  private static ListSource.Frame frame(boolean gzip) {
    return new ListSource.Frame(
        HEADER.getBytes(StandardCharsets.UTF_8), FOOTER.getBytes(StandardCharsets.UTF_8), gzip);
  }

  private static byte[] expected(Snapshot snapshot, KeyRange range, ObjectFilter filter) {
    List<String> items = new ArrayList<>();
    for (Frozen object : objects(snapshot, range, filter)) {
      items.add(new String(object.json(), StandardCharsets.UTF_8));
    }
    return (HEADER + String.join(",", items) + FOOTER).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Frozen> objects(Snapshot snapshot, KeyRange range, ObjectFilter filter) {
    List<Frozen> objects = new ArrayList<>();
    Walk walk = snapshot.walk(range);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        Frozen object = walk.leaf().item(i);
        if (filter.matches(object)) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  private static byte[] unzipped(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
