package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.stillwatch.sketch.Characters.Kind;
import org.junit.jupiter.api.Test;

final class CharactersTest {
  /** Later runtimes know more characters; those of 13.0 keep what they are. */
  @Test
  void kind_lettersDigitsAndMarks_areThoseOfUnicode13() {
    assumeThat(Runtime.version().feature()).as("a Java of Unicode 13.0").isEqualTo(17);
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      Kind kind = Characters.kind(point);
      if (kind != Kind.NONE && kind != Kind.SPACE) {
        assertThat(kind).as("%x", point).isEqualTo(expected(point));
      }
    }
  }

  private static Kind expected(int point) {
    int type = Character.getType(point);
    if (Character.isDigit(point)) {
      return Kind.DIGIT;
    }
    if (Character.isLetter(point)) {
      return Kind.LETTER;
    }
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
        ? Kind.MARK
        : Kind.SIGN;
  }

  @Test
  void kind_spacesAndWhatIsNotSeen_areTold() {
    for (int space : new int[] {' ', '\t', '\n', '\r', 0x85, 0xa0, 0x2003, 0x2028, 0x3000}) {
      assertThat(Characters.kind(space)).as("%x", space).isEqualTo(Kind.SPACE);
    }
    for (int none : new int[] {0xad, 0x200b, 0x200d, 0x202e, 0x2060, 0xfe0f, 0xfeff, 0xe0041}) {
      assertThat(Characters.kind(none)).as("%x", none).isEqualTo(Kind.NONE);
    }
    for (int sign : new int[] {0, '!', 0xd800, 0xdfff, 0x1f600, 0x10ffff}) {
      assertThat(Characters.kind(sign)).as("%x", sign).isEqualTo(Kind.SIGN);
    }
  }
}
