package io.stillwatch.sketch;

import java.util.Arrays;
import java.util.Locale;

/**
 * Keyed hashes of a text's tokens: words (letters and digits of any script, in lower case) and
 * single marks. Linear in the text's length; looks at no more than {@link #MAX_TOKENS} tokens.
 *
 * <p>Masked tokens stand for literals, so that prompts made of one template look alike: a word with
 * a digit, a quoted text, a fenced piece of code, an address, and a capitalised word inside a
 * sentence each become one fixed token.
 */
final class Tokens {
  static final int MAX_TOKENS = 100_000;

  private static final int MAX_WORD = 64;
  private static final long NUMBER = 1;
  private static final long QUOTE = 2;
  private static final long CODE = 3;
  private static final long ADDRESS = 4;
  private static final long NAME = 5;

  private final SipHash hash;
  private final boolean masked;
  private long[] values = new long[64];
  private int count;
  private boolean sentenceStart = true;

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
      return at + Character.charCount(point);
    }
    if (masked) {
      int end = literalEnd(text, at, point);
      if (end > at) {
        return end;
      }
    }
    return Character.isLetterOrDigit(point) ? word(text, at) : mark(text, at, point);
  }

  /** The end of the quotation, code or address that begins here, after taking it as one token. */
  private int literalEnd(String text, int at, int point) {
    if (text.startsWith("```", at)) {
      return take(CODE, closing(text, "```", at + 3));
    }
    if (point == '"' || point == '\u201c') {
      return take(QUOTE, closing(text, point == '"' ? "\"" : "\u201d", at + 1));
    }
    if (text.startsWith("http://", at) || text.startsWith("https://", at)) {
      return take(ADDRESS, blank(text, at));
    }
    return at;
  }

  private int take(long token, int end) {
    push(token);
    sentenceStart = false;
    return end;
  }

  /** Behind the closing mark, or the text's end where it is never closed. */
  private static int closing(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 ? text.length() : at + mark.length();
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
      if (!Character.isLetterOrDigit(point)) {
        break;
      }
      digits |= Character.isDigit(point);
      end += Character.charCount(point);
    }
    push(masked ? maskedWord(text, at, end, digits) : lower(text, at, end));
    sentenceStart = false;
    return end;
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
    sentenceStart = point == '.' || point == '!' || point == '?' || point == ':' || point == '\n';
    return end;
  }

  private void push(long token) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = token;
  }
}
