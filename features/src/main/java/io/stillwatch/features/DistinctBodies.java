package io.stillwatch.features;

/**
 * How many different bodies there were, estimated: 64 registers, of which the maximum merges. The
 * standard error is 13 %, less below 100. After Flajolet, Fusy, Gandouet and Meunier,
 * <i>HyperLogLog</i> (2007), with linear counting for small numbers. Ranks end at 15, so that two
 * registers fit into a byte; it takes a million bodies to feel that.
 */
final class DistinctBodies {
  static final int REGISTERS = 64;
  private static final int MOST_RANK = 15;

  private static final int INDEX_BITS = 6;
  private static final double ALPHA = 0.709;
  private static final double SMALL = 2.5 * REGISTERS;

  final byte[] registers = new byte[REGISTERS];

  /** Takes a body's 32-bit hash. */
  void add(long body) {
    long mixed = (body + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
    mixed ^= mixed >>> 32;
    int register = (int) (mixed >>> (64 - INDEX_BITS));
    int zeros = Long.numberOfLeadingZeros(mixed << INDEX_BITS | 1);
    int rank = Math.min(MOST_RANK, 1 + zeros);
    registers[register] = (byte) Math.max(registers[register], rank);
  }

  void addAll(DistinctBodies other) {
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  double estimate() {
    double harmonic = 0;
    int empty = 0;
    for (byte register : registers) {
      harmonic += 1.0 / (1L << register);
      empty += register == 0 ? 1 : 0;
    }
    double raw = ALPHA * REGISTERS * REGISTERS / harmonic;
    return raw <= SMALL && empty > 0 ? REGISTERS * StrictMath.log((double) REGISTERS / empty) : raw;
  }
}
