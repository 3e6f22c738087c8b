package dev.clusterregistry.apiserver.cache.list;

/**
 * The CRC-32 of two pieces put together, from those of the pieces: the first is multiplied by
 * x^(8·length of the second) modulo the polynomial. After zlib's crc32_combine.
 */
final class Crc32Join {
  private static final int POLYNOMIAL = 0xedb88320;
  private static final int ONE = 1 << 31;

  /** x^(2^n) modulo the polynomial. */
  private static final int[] POWERS = powers();

  private Crc32Join() {}

  static int join(int first, int second, long secondLength) {
    return multiply(powerOfX(8 * secondLength), first) ^ second;
  }

  private static int[] powers() {
    int[] powers = new int[64];
    int power = 1 << 30;
    for (int n = 0; n < powers.length; n++) {
      powers[n] = power;
      power = multiply(power, power);
    }
    return powers;
  }

  private static int powerOfX(long exponent) {
    int result = ONE;
    for (int n = 0; exponent >>> n != 0; n++) {
      if ((exponent >>> n & 1) != 0) {
        result = multiply(POWERS[n], result);
      }
    }
    return result;
  }

  /** The product of two polynomials, the lowest power in the highest bit. */
  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ POLYNOMIAL : shifted >>> 1;
    }
    return product;
  }
}
