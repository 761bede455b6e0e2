package io.stillwatch.sketch;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Keyed hashes of a text's tokens: words (letters and digits of any script, in lower case), single
 * letters of scripts that part no words, and single marks. Linear in the text's length; looks at no
 * more than {@link #MAX_TOKENS} tokens.
 *
 * <p>Masked tokens stand for literals, so that prompts made of one template look alike: a word with
 * a digit, a quoted text, a fenced piece of code, an address, and a capitalised word inside a
 * sentence each become one fixed token. A quotation or fence that is never closed is a mere mark.
 */
final class Tokens {
  static final int MAX_TOKENS = 100_000;

  private static final int MAX_WORD = 64;
  private static final long NUMBER = 1;
  private static final long QUOTE = 2;
  private static final long CODE = 3;
  private static final long ADDRESS = 4;
  private static final long NAME = 5;
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);
  private static final int FIRST_UNSPACED = 0xe00;

  /** What stands around a literal. */
  private enum Enclosure {
    FENCE("```", "```", CODE),
    STRAIGHT_QUOTES("\"", "\"", QUOTE),
    CURLY_QUOTES("\u201c", "\u201d", QUOTE);

    private final String opening;
    private final String closing;
    private final long token;

    Enclosure(String opening, String closing, long token) {
      this.opening = opening;
      this.closing = closing;
      this.token = token;
    }
  }

  private static final Enclosure[] ENCLOSURES = Enclosure.values();

  private final SipHash hash;
  private final boolean masked;
  private long[] values = new long[64];
  private int count;
  private boolean sentenceStart = true;

  /** What the rest of the text closes nowhere: looked for once, so that time stays linear. */
  private final Set<Enclosure> unclosed = EnumSet.noneOf(Enclosure.class);

  private Tokens(SipHash hash, boolean masked) {
    this.hash = hash;
    this.masked = masked;
  }

  static Tokens plain(SipHash hash) {
    return new Tokens(hash, false);
  }

  static Tokens masked(SipHash hash) {
    return new Tokens(hash, true);
  }

  /** Takes the tokens of a further text. */
  Tokens add(String text) {
    sentenceStart = true;
    unclosed.clear();
    int at = 0;
    while (at < text.length() && count < MAX_TOKENS) {
      at = next(text, at);
    }
    return this;
  }

  long[] values() {
    return values;
  }

  int count() {
    return count;
  }

  private int next(String text, int at) {
    int point = text.codePointAt(at);
    if (Character.isWhitespace(point)) {
      sentenceStart |= point == '\n';
      return at + Character.charCount(point);
    }
    if (masked) {
      int end = literalEnd(text, at);
      if (end > at) {
        return end;
      }
    }
    return Character.isLetterOrDigit(point) ? word(text, at) : mark(text, at, point);
  }

  /** The end of the literal that begins here, after taking it as one token; else this place. */
  private int literalEnd(String text, int at) {
    for (Enclosure enclosure : ENCLOSURES) {
      if (text.startsWith(enclosure.opening, at)) {
        return enclosedEnd(text, at, enclosure);
      }
    }
    if (text.startsWith("http://", at) || text.startsWith("https://", at)) {
      return take(ADDRESS, blank(text, at));
    }
    return at;
  }

  private int enclosedEnd(String text, int at, Enclosure enclosure) {
    if (unclosed.contains(enclosure)) {
      return at;
    }
    int end = text.indexOf(enclosure.closing, at + enclosure.opening.length());
    if (end < 0) {
      unclosed.add(enclosure);
      return at;
    }
    return take(enclosure.token, end + enclosure.closing.length());
  }

  private int take(long token, int end) {
    push(token);
    sentenceStart = false;
    return end;
  }

  private static int blank(String text, int at) {
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int word(String text, int at) {
    int end = at;
    boolean digits = false;
    while (end < text.length() && end - at < MAX_WORD) {
      int point = text.codePointAt(end);
      if (!continues(point) || (end > at && unspaced(point))) {
        break;
      }
      digits |= Character.isDigit(point);
      end += Character.charCount(point);
      if (unspaced(point)) {
        break;
      }
    }
    push(masked ? maskedWord(text, at, end, digits) : lower(text, at, end));
    sentenceStart = false;
    return end;
  }

  /** Letters, digits, and the signs that some scripts write above, below and around them. */
  private static boolean continues(int point) {
    if (Character.isLetterOrDigit(point)) {
      return true;
    }
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean unspaced(int point) {
    return point >= FIRST_UNSPACED && UNSPACED.contains(UnicodeScript.of(point));
  }

  private long maskedWord(String text, int at, int end, boolean digits) {
    if (digits) {
      return NUMBER;
    }
    boolean name = !sentenceStart && end - at > 1 && Character.isUpperCase(text.codePointAt(at));
    return name ? NAME : lower(text, at, end);
  }

  private long lower(String text, int at, int end) {
    return hash.hash(text.substring(at, end).toLowerCase(Locale.ROOT));
  }

  private int mark(String text, int at, int point) {
    int end = at + Character.charCount(point);
    push(hash.hash(text.substring(at, end)));
    sentenceStart = point == '.' || point == '!' || point == '?' || point == ':';
    return end;
  }

  private void push(long token) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = token;
  }
}
