package io.stillwatch.sketch;

import io.stillwatch.sketch.Characters.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells a text's language by its script and, where that is not enough, by its small words. Says
 * nothing when it is not sure. Immutable, safe for any number of threads.
 */
final class LanguageFinder {
  /** Of so many tokens at the beginning, small words are looked for. */
  static final int MAX_TOKENS = 2_000;

  private static final int MIN_LETTERS = 12;

  /** How many letters of a script with spaces one letter of another is worth. */
  private static final int UNSPACED_WORTH = 3;

  private static final int MIN_WORDS = 3;

  private final List<String> codes = new ArrayList<>();
  private final List<Script> scripts = new ArrayList<>();

  /** By word, a bit for each language that has it. */
  private final TokenIndex<Integer> words;

  LanguageFinder(SipHash tokenHash) {
    Map<Long, Integer> known = new HashMap<>();
    for (List<String> row : Table.rows("languages.tsv")) {
      int bit = 1 << codes.size();
      codes.add(row.get(0));
      scripts.add(Script.valueOf(row.get(1).toUpperCase(Locale.ROOT)));
      TokenList tokens = new Tokens(tokenHash).add(row.get(2)).plain();
      for (int i = 0; i < tokens.count(); i++) {
        known.merge(tokens.get(i), bit, (one, other) -> one | other);
      }
    }
    this.words = new TokenIndex<>(known);
  }

  /** ISO 639-1, or "" when unsure. */
  String find(Tokens text) {
    int all = 0;
    for (Script script : Script.values()) {
      all += weight(text, script);
    }
    if (all < MIN_LETTERS) {
      return "";
    }
    if (2 * (weight(text, Script.HAN) + weight(text, Script.KANA)) > all) {
      return 10 * text.letters(Script.KANA) >= text.letters(Script.HAN) ? "ja" : "zh";
    }
    for (Script script : Script.values()) {
      if (2 * weight(text, script) > all) {
        return of(script, text);
      }
    }
    return "";
  }

  private static int weight(Tokens text, Script script) {
    boolean dense = script.unspaced() || script == Script.HANGUL;
    return text.letters(script) * (dense ? UNSPACED_WORTH : 1);
  }

  private String of(Script script, Tokens text) {
    return switch (script) {
      case HANGUL -> "ko";
      case THAI -> "th";
      case GREEK -> "el";
      case HEBREW -> "he";
      case LATIN, CYRILLIC, ARABIC, DEVANAGARI -> byWords(script, text.plain());
      case HAN, KANA, UNSPACED, OTHER -> "";
    };
  }

  /**
   * The language with the most small words: at least 3, one in 12 of the tokens, and a quarter more
   * than the next.
   */
  private String byWords(Script script, TokenList text) {
    int[] found = new int[codes.size()];
    int looked = Math.min(text.count(), MAX_TOKENS);
    for (int i = 0; i < looked; i++) {
      Integer languages = words.get(text.get(i));
      for (int bits = languages == null ? 0 : languages; bits != 0; bits &= bits - 1) {
        found[Integer.numberOfTrailingZeros(bits)]++;
      }
    }
    int best = -1;
    int next = 0;
    for (int i = 0; i < found.length; i++) {
      if (scripts.get(i) == script && (best < 0 || found[i] > found[best])) {
        next = best < 0 ? 0 : found[best];
        best = i;
      } else if (scripts.get(i) == script) {
        next = Math.max(next, found[i]);
      }
    }
    boolean sure =
        found[best] >= MIN_WORDS && 12 * found[best] >= looked && 4 * found[best] >= 5 * next;
    return sure ? codes.get(best) : "";
  }
}
