package io.stillwatch.sketch;

import io.stillwatch.sketch.Characters.Kind;
import io.stillwatch.sketch.Characters.Script;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * One word of a text, used again for the next: letters, digits and the marks that go with them, at
 * most {@link #MAX_POINTS}, or a single letter of a script that parts no words. Its hash is that of
 * its normal form: NFKC, lower case, and Latin letters for the Cyrillic and Greek ones that look
 * like them where it holds one of a to z. Not safe for threads.
 */
final class Word {
  static final int MAX_POINTS = 64;

  private static final String LOOKALIKES =
      "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445"
          + "\u0455\u0456\u0458\u0501\u04bb\u04cf\u03b1\u03b2\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5";
  private static final String LATIN = "abekmhopctyxsijdhlabikvopu";

  private final int[] points = new int[MAX_POINTS];
  private final byte[] bytes = new byte[MAX_POINTS];
  private int count;
  private int all;
  private int digits;

  /** Takes the word that begins here, and says where it ends. */
  int take(String text, int from) {
    count = 0;
    all = 0;
    digits = 0;
    int at = from;
    while (at < text.length() && count < MAX_POINTS) {
      int point = text.codePointAt(at);
      Kind kind = Characters.kind(point);
      if (kind == Kind.NONE) {
        at += Character.charCount(point);
        continue;
      }
      boolean unspaced = kind == Kind.LETTER && Characters.script(point).unspaced();
      if (kind == Kind.SIGN || kind == Kind.SPACE || (unspaced && count > 0)) {
        break;
      }
      push(point, kind);
      at += Character.charCount(point);
      if (unspaced) {
        break;
      }
    }
    return at;
  }

  private void push(int point, Kind kind) {
    all |= point;
    digits += kind == Kind.DIGIT ? 1 : 0;
    points[count++] = point;
  }

  boolean hasDigit() {
    return digits > 0;
  }

  /** Whether it has at least two characters, and its normal form begins with a capital. */
  boolean isCapitalised() {
    if (count < 2) {
      return false;
    }
    int first = all < 0x80 ? points[0] : composed().codePointAt(0);
    return Characters.kind(first) == Kind.LETTER && Characters.lower(first) != first;
  }

  /** Adds the word's letters to the counts by script. */
  void countLetters(int[] letters) {
    if (all < 0x80) {
      letters[Script.LATIN.ordinal()] += count - digits;
      return;
    }
    for (int i = 0; i < count; i++) {
      if (Characters.kind(points[i]) == Kind.LETTER) {
        letters[Characters.script(points[i]).ordinal()]++;
      }
    }
  }

  long hash(SipHash hash) {
    if (all < 0x80) {
      for (int i = 0; i < count; i++) {
        bytes[i] = (byte) (points[i] | (points[i] >= 'A' && points[i] <= 'Z' ? 0x20 : 0));
      }
      return hash.hash(bytes, count);
    }
    if (count == 1 && isComposed()) {
      return hash.hash(bytes, encode(Characters.lower(points[0])));
    }
    return hash.hash(normal().getBytes(StandardCharsets.UTF_8));
  }

  /** The UTF-8 of a character beyond ASCII in the basic plane. */
  private int encode(int point) {
    if (point < 0x800) {
      bytes[0] = (byte) (0xc0 | point >>> 6);
      bytes[1] = (byte) (0x80 | point & 0x3f);
      return 2;
    }
    bytes[0] = (byte) (0xe0 | point >>> 12);
    bytes[1] = (byte) (0x80 | point >>> 6 & 0x3f);
    bytes[2] = (byte) (0x80 | point & 0x3f);
    return 3;
  }

  private String normal() {
    int[] lower = composed().codePoints().map(Characters::lower).toArray();
    boolean latin = false;
    for (int point : lower) {
      latin |= point >= 'a' && point <= 'z';
    }
    for (int i = 0; latin && i < lower.length; i++) {
      int alike = LOOKALIKES.indexOf(lower[i]);
      lower[i] = alike < 0 ? lower[i] : LATIN.charAt(alike);
    }
    return new String(lower, 0, lower.length);
  }

  private String composed() {
    String word = new String(points, 0, count);
    return isComposed() ? word : Normalizer.normalize(word, Normalizer.Form.NFKC);
  }

  /** The common letters of which it is known that no normalisation changes them: to save time. */
  private boolean isComposed() {
    for (int i = 0; i < count; i++) {
      int point = points[i];
      boolean known =
          point < 0x80
              || (point >= 0xc0 && point < 0x130)
              || (point >= 0x400 && point < 0x483)
              || (count == 1 && point >= 0x3041 && point < 0xa000 && isKnownAlone(point));
      if (!known) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKnownAlone(int point) {
    return point >= 0x4e00
        || Characters.script(point) == Script.KANA && point < 0x30fb && point != 0x309f;
  }
}
