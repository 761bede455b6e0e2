package io.stillwatch.sketch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What characters are to tokens, from a table of Unicode 13.0 that every port reads, so that no two
 * runtimes differ. Characters of later versions, lone surrogates and whatever is not listed are
 * signs. About 300 KiB; a look-up costs two array reads.
 */
final class Characters {
  /** What a character does in a text. */
  enum Kind {
    SIGN,
    SPACE,
    NONE,
    LETTER,
    DIGIT,
    MARK
  }

  /** Scripts of letters, as far as words and languages are told by them. */
  enum Script {
    OTHER,
    LATIN,
    CYRILLIC,
    GREEK,
    HEBREW,
    ARABIC,
    DEVANAGARI,
    HANGUL,
    HAN,
    KANA,
    THAI,
    UNSPACED;

    /** Whether it parts no words by spaces. */
    boolean unspaced() {
      return compareTo(HAN) >= 0;
    }
  }

  private static final Kind[] KINDS = Kind.values();
  private static final Script[] SCRIPTS = Script.values();
  private static final int PAGE_BITS = 8;
  private static final byte[] SIGNS = new byte[1 << PAGE_BITS];
  private static final byte[][] PAGES = pages();

  private Characters() {}

  static Kind kind(int point) {
    return KINDS[code(point) & 7];
  }

  static Script script(int point) {
    return SCRIPTS[code(point) >>> 3];
  }

  /** The simple lower-case mapping. */
  static int lower(int point) {
    return Character.toLowerCase(point);
  }

  /** The sign that a full-width one stands for; any other character itself. */
  static int narrow(int point) {
    return point >= 0xff01 && point <= 0xff5e ? point - 0xfee0 : point;
  }

  private static int code(int point) {
    return PAGES[point >>> PAGE_BITS][point & ((1 << PAGE_BITS) - 1)];
  }

  private static byte[][] pages() {
    byte[][] pages = new byte[(Character.MAX_CODE_POINT + 1) >>> PAGE_BITS][];
    Arrays.fill(pages, SIGNS);
    for (List<String> row : Table.rows("characters.tsv")) {
      fill(pages, Integer.parseInt(row.get(0), 16), Integer.parseInt(row.get(1), 16), code(row));
    }
    return pages;
  }

  private static byte code(List<String> row) {
    Kind kind = Kind.valueOf(row.get(2).toUpperCase(Locale.ROOT));
    Script script =
        row.size() < 4 ? Script.OTHER : Script.valueOf(row.get(3).toUpperCase(Locale.ROOT));
    return (byte) (kind.ordinal() | script.ordinal() << 3);
  }

  private static void fill(byte[][] pages, int from, int to, byte code) {
    for (int point = from; point <= to; point++) {
      int page = point >>> PAGE_BITS;
      if (pages[page] == SIGNS) {
        pages[page] = new byte[1 << PAGE_BITS];
      }
      pages[page][point & ((1 << PAGE_BITS) - 1)] = code;
    }
  }
}
