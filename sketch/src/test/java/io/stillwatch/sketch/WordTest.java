package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.sketch.Characters.Kind;
import java.text.Normalizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordTest {
  private static final SipHash HASH = new SipHash(3, 4);

  /** Short cuts around normalisation must change nothing: every letter alone, and beside others. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\u0301", "\u1161", "\u0435"})
  void hash_everyLetter_isThatOfItsNormalForm(String next) {
    Word word = new Word();
    letters()
        .forEach(
            point -> {
              String text = Character.toString(point) + next;
              int end = word.take(text, 0);
              assertThat(word.hash(HASH))
                  .as("%x", point)
                  .isEqualTo(HASH.hash(normal(text.substring(0, end))));
            });
  }

  private static IntStream letters() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(point -> Characters.kind(point) == Kind.LETTER);
  }

  private static String normal(String word) {
    StringBuilder lower = new StringBuilder();
    Normalizer.normalize(word, Normalizer.Form.NFKC)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(lower::appendCodePoint);
    return lower.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        ? lower.toString().replace('\u0435', 'e')
        : lower.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "Heron, true",
    "heron, false",
    "H, false",
    "\u0416\u0443, true",
    "\uff28eron, true",
    "\ud835\udc07eron, true",
    "\u01c5ungla, true",
    "\u8a55\u4fa1, false"
  })
  void isCapitalised_firstLetter_tells(String text, boolean expected) {
    Word word = new Word();
    word.take(text, 0);
    assertThat(word.isCapitalised()).isEqualTo(expected);
  }

  /** Look-alikes are told by one letter of a to z in the word. */
  @ParameterizedTest
  @CsvSource({
    "z\u0430, za",
    "a\u0430, aa",
    "\u0430z, az",
    "\u0430\u0430, \u0430\u0430",
    "\u04300, \u04300",
    "\u00e9\u0430, \u00e9\u0430"
  })
  void hash_lookalikes_areLatinBesideALatinLetter(String text, String normal) {
    Word word = new Word();
    word.take(text, 0);
    assertThat(word.hash(HASH)).isEqualTo(HASH.hash(normal));
  }

  @Test
  void take_longWord_isCutAndWhatIsNotSeenTakesNoRoom() {
    Word word = new Word();
    assertThat(word.take("a".repeat(100), 0)).isEqualTo(Word.MAX_POINTS);
    assertThat(word.take("a\u200b".repeat(100), 0)).isEqualTo(2 * Word.MAX_POINTS - 1);
    assertThat(word.take("abc\u00ad def", 0)).isEqualTo(4);
  }
}
