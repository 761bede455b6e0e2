package io.stillwatch.detector.forest;

/**
 * Orders single-precision values as integers: the bits of a float, made to ascend, less the last
 * one. So values are told apart by 23 significant bits, zero has one sign, and a comparison is a
 * subtraction. Keys lie within -2^30 + 2^22 and 2^30 - 2^22; {@link #BELOW_ALL} and {@link
 * #ABOVE_ALL} lie beyond them.
 */
final class FloatKeys {
  static final int BELOW_ALL = -(1 << 30);
  static final int ABOVE_ALL = (1 << 30) - 1;

  private FloatKeys() {}

  /** The key of a value; of NaN it means nothing. */
  static int of(float value) {
    return ascending(Float.floatToRawIntBits(value + 0.0f)) >> 1;
  }

  /** The smallest value that has the key. */
  static float value(int key) {
    return Float.intBitsToFloat(ascending(key << 1));
  }

  /** Turns the bits of negative values round; its own inverse. */
  private static int ascending(int bits) {
    return bits ^ ((bits >> 31) & 0x7fff_ffff);
  }
}
