package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SipHashTest {
  /** The key 00 01 … 0f of the paper. */
  private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "2, 0d6c8009d9a94f5a",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "15, a129ca6149be45e5",
    "63, 958a324ceb064572"
  })
  void hash_vectorsOfTheReference_areMet(int length, String expected) {
    byte[] message = new byte[length];
    for (int i = 0; i < length; i++) {
      message[i] = (byte) i;
    }
    assertThat(HASH.hash(message)).isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @Test
  void hash_words_equalsThatOfTheirBytes() {
    long[] words = {1, -2, 0x0123456789abcdefL, Long.MIN_VALUE};
    for (int count = 0; count <= words.length; count++) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
      Arrays.stream(words, 0, count).forEach(bytes::putLong);
      assertThat(HASH.hash(words, 0, count)).isEqualTo(HASH.hash(bytes.array()));
    }
  }

  @Test
  void hash_loneSurrogate_isAHash() {
    assertThat(HASH.hash("\ud800")).isEqualTo(HASH.hash("?"));
  }
}
