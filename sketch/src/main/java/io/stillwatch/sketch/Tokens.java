package io.stillwatch.sketch;

import io.stillwatch.sketch.Characters.Kind;
import io.stillwatch.sketch.Characters.Script;
import java.util.EnumSet;
import java.util.Set;

/**
 * Keyed hashes of the tokens of texts: words, single letters of scripts that part no words, and
 * single signs. Linear in the texts' length; takes no more than {@link #MAX_TOKENS} tokens. Not
 * safe for threads.
 *
 * <p>Beside them the masked tokens, in which literals are gone, so that prompts made of one
 * template look alike: a word with a digit, a quotation, a fenced piece of code, an address, and a
 * capitalised word inside a sentence each become one fixed token. A quotation or fence that is
 * never closed is a mere sign.
 */
final class Tokens {
  static final int MAX_TOKENS = 100_000;

  private static final long NUMBER = 1;
  private static final long QUOTE = 2;
  private static final long CODE = 3;
  private static final long ADDRESS = 4;
  private static final long NAME = 5;
  private static final String SENTENCE_ENDS = ".!?:";

  /** What stands around a literal. */
  private enum Enclosure {
    FENCE("```", "```", CODE),
    STRAIGHT_QUOTES("\"", "\"", QUOTE),
    CURLY_QUOTES("\u201c", "\u201d", QUOTE),
    LOW_QUOTES("\u201e", "\u201c", QUOTE),
    ANGLE_QUOTES("\u00ab", "\u00bb", QUOTE),
    CORNERS("\u300c", "\u300d", QUOTE),
    WHITE_CORNERS("\u300e", "\u300f", QUOTE);

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
  private static final String OPENINGS = "`\"\u201c\u201e\u00ab\u300c\u300e";

  private final SipHash hash;
  private final Word word = new Word();
  private final int[] letters = new int[Script.values().length];
  private final TokenList plain = new TokenList();
  private final TokenList masked = new TokenList();

  /** Where the literal ends that the text is inside of. */
  private int literalEnd;

  private boolean sentenceStart = true;

  /** What the rest of the text closes nowhere: looked for once, so that time stays linear. */
  private final Set<Enclosure> unclosed = EnumSet.noneOf(Enclosure.class);

  Tokens(SipHash hash) {
    this.hash = hash;
  }

  /** Takes the tokens of a further text. */
  Tokens add(String text) {
    sentenceStart = true;
    literalEnd = 0;
    unclosed.clear();
    int at = 0;
    while (at < text.length() && !isFull()) {
      at = next(text, at);
    }
    return this;
  }

  boolean isFull() {
    return plain.count() >= MAX_TOKENS;
  }

  TokenList plain() {
    return plain;
  }

  TokenList masked() {
    return masked;
  }

  /** Letters of all words by script. */
  int letters(Script script) {
    return letters[script.ordinal()];
  }

  private int next(String text, int at) {
    int point = text.codePointAt(at);
    Kind kind = Characters.kind(point);
    if (kind == Kind.SPACE || kind == Kind.NONE) {
      sentenceStart |= point == '\n' && at >= literalEnd;
      return at + Character.charCount(point);
    }
    if (at >= literalEnd) {
      takeLiteral(text, at, point);
    }
    return kind == Kind.LETTER || kind == Kind.DIGIT ? word(text, at) : sign(at, point);
  }

  private void takeLiteral(String text, int at, int point) {
    if (point == 'h') {
      if (text.startsWith("http://", at) || text.startsWith("https://", at)) {
        literal(ADDRESS, blank(text, at));
      }
    } else if (OPENINGS.indexOf(point) >= 0) {
      for (Enclosure enclosure : ENCLOSURES) {
        if (text.startsWith(enclosure.opening, at)) {
          takeEnclosed(text, at, enclosure);
        }
      }
    }
  }

  private void takeEnclosed(String text, int at, Enclosure enclosure) {
    if (unclosed.contains(enclosure)) {
      return;
    }
    int end = text.indexOf(enclosure.closing, at + enclosure.opening.length());
    if (end < 0) {
      unclosed.add(enclosure);
    } else {
      literal(enclosure.token, end + enclosure.closing.length());
    }
  }

  private void literal(long token, int end) {
    masked.push(token);
    literalEnd = end;
    sentenceStart = false;
  }

  private static int blank(String text, int at) {
    int end = at;
    while (end < text.length() && Characters.kind(text.codePointAt(end)) != Kind.SPACE) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private int word(String text, int at) {
    int end = word.take(text, at);
    long token = word.hash(hash);
    plain.push(token);
    word.countLetters(letters);
    if (at >= literalEnd) {
      boolean name = !sentenceStart && word.isCapitalised();
      masked.push(word.hasDigit() ? NUMBER : name ? NAME : token);
      sentenceStart = false;
    }
    return end;
  }

  private int sign(int at, int point) {
    int sign = Characters.narrow(point);
    long token = hash.hash(Character.toString(sign));
    plain.push(token);
    if (at >= literalEnd) {
      masked.push(token);
      sentenceStart = SENTENCE_ENDS.indexOf(sign) >= 0;
    }
    return at + Character.charCount(point);
  }
}
