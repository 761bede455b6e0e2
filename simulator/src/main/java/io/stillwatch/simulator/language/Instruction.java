package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame by the grammar: a plan of what is meant, clause by clause, and its wording. Immutable.
 * Depth 0 is written once.
 */
final class Instruction implements Frame {
  private static final double LEAST_SYNONYMS = 0.06;
  private static final double MOST_SYNONYMS = 0.18;
  private static final int MOST_CLAUSES = 120;

  /** What one clause means: a rule, and the seed of what stays in it. */
  private record Meaning(String rule, long seed) {}

  private final Grammar grammar;
  private final long seed;
  private final List<Meaning> plan = new ArrayList<>();

  /** Depth 0, by clause. */
  private final List<String> clauses = new ArrayList<>();

  private final List<Integer> templates = new ArrayList<>();
  private final String joint;
  private final String text;

  Instruction(long seed, Genre genre, Tongue tongue, int words) {
    this.grammar = Grammar.of(tongue);
    this.seed = seed;
    Dice dice = Dice.of(seed);
    this.joint = !grammar.spaced() ? "" : dice.chance(0.3) ? "\n" : dice.chance(0.2) ? "\n- " : " ";
    int left = words;
    List<String> choices = new ArrayList<>();
    for (String rule : grammar.names(genre.name() + ".")) {
      if (rule.endsWith("!")) {
        left -= add(rule, dice);
      } else {
        choices.add(rule);
      }
    }
    int own = choices.size();
    List<String> shared = new ArrayList<>(grammar.names("SHARED."));
    while (left > 5 && clauses.size() < MOST_CLAUSES) {
      List<String> from = own > 0 && (shared.isEmpty() || dice.chance(0.7)) ? choices : shared;
      if (from.isEmpty()) {
        from = new ArrayList<>(grammar.names(genre.name() + ".*"));
        from.addAll(grammar.names("SHARED.*"));
      }
      String rule = dice.pick(from);
      if (!rule.contains(".*")) {
        from.remove(rule);
      }
      own = choices.size();
      left -= add(rule, dice);
    }
    this.text = String.join(joint, clauses);
  }

  private int add(String rule, Dice dice) {
    Meaning meaning = new Meaning(rule, dice.seed());
    int template = dice.below(grammar.get(rule).alternatives().size());
    Writing clause = clause(meaning, template, dice);
    plan.add(meaning);
    templates.add(template);
    clauses.add(clause.toString());
    return clause.words() + 1;
  }

  private Writing clause(Meaning meaning, int template, Dice dice) {
    Writing writing = grammar.writing();
    writing.frame = seed;
    writing.clause = meaning.seed;
    grammar.get(meaning.rule).alternatives().get(template).write(dice, writing);
    return writing;
  }

  @Override
  public String text(int depth, Dice variation) {
    return switch (depth) {
      case 0 -> text;
      case 1 -> reworded(variation);
      default -> saidAnew(variation);
    };
  }

  private String reworded(Dice variation) {
    List<String> swapped = new ArrayList<>(clauses);
    for (int i = 0; swapped.size() > 2 && i <= swapped.size() / 8; i++) {
      int at = 1 + variation.below(swapped.size() - 2);
      swapped.set(at, swapped.set(at + 1, swapped.get(at)));
    }
    double share = variation.between(LEAST_SYNONYMS, MOST_SYNONYMS);
    return grammar.synonyms().exchange(String.join(joint, swapped), share, variation);
  }

  /** Another template for each clause where there is one, in another order. */
  private String saidAnew(Dice variation) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < plan.size(); i++) {
      int all = grammar.get(plan.get(i).rule).alternatives().size();
      int other = all == 1 ? 0 : (templates.get(i) + 1 + variation.below(all - 1)) % all;
      said.add(variation.below(said.size() + 1), clause(plan.get(i), other, variation).toString());
    }
    String other = !grammar.spaced() ? "" : variation.chance(0.5) ? "\n" : " ";
    return grammar.synonyms().exchange(String.join(other, said), MOST_SYNONYMS, variation);
  }
}
