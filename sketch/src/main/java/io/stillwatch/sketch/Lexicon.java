package io.stillwatch.sketch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The phrases by which intents are told, in English, Chinese, Spanish, German, French, Japanese,
 * Russian and Portuguese. A plain table in the jar, so that whoever doubts a count can read it.
 */
public final class Lexicon {
  /**
   * The version of the phrases and of how they are counted. Counts of two versions are not
   * comparable.
   */
  public static final int VERSION = 1;

  /** What a prompt can ask for, in the order of the fields of {@link Intents}. */
  enum Intent {
    HIDDEN_REASONING,
    RUBRIC_JUDGING,
    TASK_SYNTHESIS,
    AGENTIC,
    REWRITE
  }

  /** What a phrase adds to its intent. */
  enum Role {
    ALONE,
    ASK,
    OBJECT,
    SCALE,
    CANDIDATES,
    RUBRIC
  }

  /** A phrase and what it is a sign of. */
  record Cue(Intent intent, Role role, String phrase) {
    /** A bit of its own for each intent and role. */
    int bit() {
      return bit(intent, role);
    }

    static int bit(Intent intent, Role role) {
      return 1 << (intent.ordinal() * Role.values().length + role.ordinal());
    }
  }

  static final List<Cue> CUES =
      Table.rows("lexicon.tsv").stream().flatMap(row -> cues(row).stream()).toList();

  private Lexicon() {}

  private static List<Cue> cues(List<String> row) {
    Intent intent = Intent.valueOf(row.get(0).toUpperCase(Locale.ROOT));
    Role role = Role.valueOf(row.get(1).toUpperCase(Locale.ROOT));
    return Arrays.stream(row.get(3).split(" \\| "))
        .map(phrase -> new Cue(intent, role, phrase))
        .toList();
  }
}
