package dev.clusterregistry.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.machinery.codec.Encoding;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import dev.clusterregistry.machinery.codec.ObjectEncoder;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.StatusException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of objects on their way through protobuf, and of bytes that are none. */
class ProtobufRoundTripTest {
  private static final int ROUNDS = 300;
  private static final Duration FUZZED = Duration.ofSeconds(2);

  private final ObjectDecoder decoder = new ObjectDecoder();
  private final ObjectEncoder encoder = new ObjectEncoder();

  static List<KindVersion> all() {
    return Kinds.standalone().stream().map(Kind::storageVersion).toList();
  }

  private byte[] canonical(ObjectNode object, KindVersion version) {
    byte[] json = object.toString().getBytes(UTF_8);
    return encoder.encode(decoder.decode(json, Encoding.JSON, version).tree(), version);
  }

  @ParameterizedTest
  @MethodSource("all")
  void jsonThroughProtobufIsTheSameJson(KindVersion version) {
    long seed = System.nanoTime();
    RandomObjects objects = new RandomObjects(new Random(seed));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] json = canonical(objects.of(version), version);
      byte[] message = Envelope.of(decoder.parse(json, 0, json.length), version.schema());
      ObjectNode back = decoder.decode(message, Encoding.PROTOBUF, version).tree();
      assertThat(new String(encoder.encode(back, version), UTF_8))
          .as("seed %d", seed)
          .isEqualTo(new String(json, UTF_8));
    }
  }

  @Test
  void everyKindOfTheRegistryHasMessages() {
    assertThat(all()).isNotEmpty().allMatch(KindVersion::protobuf);
  }

  /** Slices of other bodies, repeated and cut, random bytes, and random changes of single bytes. */
  @ParameterizedTest
  @MethodSource("all")
  void damagedBodiesAreRefusedAndNothingWorse(KindVersion version) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomObjects objects = new RandomObjects(random);
    Instant end = Instant.now().plus(FUZZED.dividedBy(all().size()));
    do {
      byte[] good = Envelope.of(objects.of(version), version.schema());
      for (int i = 0; i < 20; i++) {
        byte[] bad = damaged(good, random);
        try {
          ObjectNode tree = decoder.decode(bad, Encoding.PROTOBUF, version).tree();
          byte[] json = encoder.encode(tree, version);
          assertThat(json.length).as("seed %d", seed).isLessThan(2000 + 100 * bad.length);
        } catch (StatusException refused) {
          assertThat(refused.status().code()).as("seed %d", seed).isEqualTo(400);
        }
      }
    } while (Instant.now().isBefore(end));
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bad = good.clone();
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(bad.length);
      switch (random.nextInt(6)) {
        case 0 -> bad = Arrays.copyOf(bad, at + 1);
        case 1 -> bad[at] = (byte) random.nextInt();
        case 2 -> bad[at] ^= (byte) (1 << random.nextInt(8));
        case 3 -> {
          byte[] noise = new byte[random.nextInt(40) + 1];
          random.nextBytes(noise);
          System.arraycopy(noise, 0, bad, at, Math.min(noise.length, bad.length - at));
        }
        case 4 -> {
          byte[] twice = Arrays.copyOf(bad, 2 * bad.length);
          System.arraycopy(bad, 0, twice, bad.length, bad.length);
          bad = bad.length > 10_000 ? bad : twice;
        }
        default -> System.arraycopy(bad, 0, bad, at, bad.length - at);
      }
    }
    return bad;
  }
}
