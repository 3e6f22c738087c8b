package dev.clusterregistry.store.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes, against what another implementation (pyca/cryptography 48) made of the same input. */
class SealTest {
  private static final byte[] KEY = "/clusterregistry.k8s.io/clusters/a".getBytes(UTF_8);
  private static final byte[] VALUE = "J{\"a\":1}".getBytes(UTF_8);
  private static final byte[] SECRET =
      Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

  private static byte[] sealed(String mark, String hex) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(mark.getBytes(UTF_8));
    out.writeBytes(HexFormat.of().parseHex(hex));
    return out.toByteArray();
  }

  @Test
  void whatAnotherImplementationSealedIsOpened() throws Exception {
    assertThat(
            new Seal.AesGcm("k", SECRET)
                .open(
                    KEY,
                    sealed(
                        "k8s:enc:aesgcm:v1:k:",
                        "6465666768696a6b6c6d6e6f0260fc075bd367e3059e961e889f41b7baab195d51db53bf")))
        .isEqualTo(VALUE);
    assertThat(
            new Seal.AesCbc("k", Arrays.copyOf(SECRET, 16))
                .open(
                    KEY,
                    sealed(
                        "k8s:enc:aescbc:v1:k:",
                        "32333435363738393a3b3c3d3e3f404132326e4180eab0103a84aad219cfacbe")))
        .isEqualTo(VALUE);
  }

  @Test
  void everyLengthComesBackAndEveryChangedByteIsNoticed() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Seal gcm = new Seal.AesGcm("k", SECRET);
    Seal cbc = new Seal.AesCbc("k", SECRET);
    for (int length = 0; length < 40; length++) {
      byte[] value = new byte[length];
      random.nextBytes(value);
      byte[] sealed = gcm.close(KEY, value);
      assertThat(gcm.open(KEY, sealed)).as("seed %s", seed).isEqualTo(value);
      assertThat(cbc.open(KEY, cbc.close(KEY, value))).as("seed %s", seed).isEqualTo(value);
      int at = gcm.mark().length + random.nextInt(sealed.length - gcm.mark().length);
      sealed[at] ^= 1;
      assertThatExceptionOfType(GeneralSecurityException.class)
          .isThrownBy(() -> gcm.open(KEY, sealed));
    }
  }

  @Test
  void theLargestValueStillFitsEtcdWhenItIsSealed() throws Exception {
    byte[] sealed =
        new Seal.AesGcm("a-long-name-for-a-key", SECRET).close(KEY, new byte[1_500_000]);
    assertThat(sealed.length).isLessThan(1_536 * 1_024 - 512);
  }

  @Test
  void aSealDoesNotShowItsSecret() {
    assertThat(new Seal.AesGcm("k", SECRET)).hasToString("aesgcm key \"k\"");
    assertThat(new Seals(List.of()).toString()).doesNotContain("AAEC");
  }
}
