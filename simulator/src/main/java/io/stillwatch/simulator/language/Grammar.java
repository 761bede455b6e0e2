package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Pattern.Amount;
import io.stillwatch.simulator.language.Pattern.Bound;
import io.stillwatch.simulator.language.Pattern.Choice;
import io.stillwatch.simulator.language.Pattern.Literal;
import io.stillwatch.simulator.language.Pattern.Reference;
import io.stillwatch.simulator.language.Pattern.Sequence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one tongue, from a resource of lines {@code name = one | other}; further lines of a
 * name add alternatives. In a rule {@code [a|b]} is a choice, {@code {name}} another rule, {@code
 * {#n}} a number, {@code {=name}} a rule that a frame draws once, {@code {+name}} one that a clause
 * draws once, {@code \n} a new line, and {@code \} before a sign that sign. A line {@code ~ a | b}
 * lists synonyms. Immutable.
 */
final class Grammar {
  private static final Map<Tongue, Grammar> TONGUES = load();
  private static final String NOUN = "n";
  private static final int TOPIC_NOUNS = 24;

  private final Map<String, Choice> rules = new LinkedHashMap<>();
  private final List<Choice> topicNouns = new ArrayList<>();
  private final Synonyms synonyms;
  private final boolean spaced;

  private Grammar(Tongue tongue) {
    spaced = tongue != Tongue.ZH && tongue != Tongue.JA;
    List<List<String>> classes = new ArrayList<>();
    Map<String, List<Pattern>> read = new LinkedHashMap<>();
    for (String line : lines(tongue)) {
      if (line.startsWith("~")) {
        classes.add(List.of(line.substring(1).strip().split(" \\| ")));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf(" = ");
        if (equals < 0) {
          throw new IllegalStateException("no rule in " + tongue + ": " + line);
        }
        read.computeIfAbsent(line.substring(0, equals).strip(), name -> new ArrayList<>())
            .addAll(new Parser(line.substring(equals + 3)).all());
      }
    }
    read.forEach((name, alternatives) -> rules.put(name, new Choice(List.copyOf(alternatives))));
    synonyms = new Synonyms(classes, spaced);
    List<Pattern> nouns = get(NOUN).alternatives();
    for (Topic topic : Topic.values()) {
      List<Pattern> some = new ArrayList<>();
      for (int i = 0; i < TOPIC_NOUNS; i++) {
        some.add(nouns.get((topic.ordinal() * 11 + i) % nouns.size()));
      }
      topicNouns.add(new Choice(some));
    }
  }

  private static Map<Tongue, Grammar> load() {
    Map<Tongue, Grammar> grammars = new EnumMap<>(Tongue.class);
    for (Tongue tongue : Tongue.values()) {
      grammars.put(tongue, new Grammar(tongue));
    }
    return grammars;
  }

  private static List<String> lines(Tongue tongue) {
    List<String> lines = new ArrayList<>(lines("names.txt"));
    lines.addAll(lines(tongue.name().toLowerCase(Locale.ROOT) + ".txt"));
    return lines;
  }

  private static List<String> lines(String name) {
    try (InputStream file = Grammar.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("no grammar " + name);
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Grammar of(Tongue tongue) {
    Grammar grammar = TONGUES.get(tongue);
    if (grammar == null) {
      throw new IllegalStateException("no grammar of " + tongue);
    }
    return grammar;
  }

  Synonyms synonyms() {
    return synonyms;
  }

  boolean spaced() {
    return spaced;
  }

  Writing writing() {
    return new Writing(spaced);
  }

  @Nullable Choice find(String name) {
    return rules.get(name);
  }

  /** Names of the rules that begin so, in the order of the resource. */
  List<String> names(String prefix) {
    return rules.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  Choice get(String name) {
    Choice rule = rules.get(name);
    if (rule == null) {
      throw new IllegalStateException("no rule " + name);
    }
    return rule;
  }

  Choice rule(int topic, String name) {
    return topic >= 0 && name.equals(NOUN) ? topicNouns.get(topic) : get(name);
  }

  /** An opening, and further sentences up to about that many words. */
  void write(String opening, String further, int words, Dice dice, Writing to) {
    int end = to.words() + words;
    get(opening).write(dice, to);
    Choice more = get(further);
    while (to.words() + 4 < end) {
      if (spaced) {
        to.text.append(' ');
      }
      more.write(dice, to);
    }
  }

  /** Reads one line of alternatives. */
  private final class Parser {
    private final String text;
    private int at;
    private int depth;

    Parser(String text) {
      this.text = text;
    }

    List<Pattern> all() {
      List<Pattern> alternatives = new ArrayList<>();
      alternatives.add(sequence());
      while (at < text.length()) {
        if (text.charAt(at) != '|') {
          throw new IllegalStateException("brackets do not match in: " + text);
        }
        at++;
        alternatives.add(sequence());
      }
      return alternatives;
    }

    private Pattern sequence() {
      List<Pattern> parts = new ArrayList<>();
      StringBuilder literal = new StringBuilder();
      boolean first = true;
      while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ']') {
        char sign = text.charAt(at++);
        if (sign == '\\') {
          char escaped = text.charAt(at++);
          literal.append(escaped == 'n' ? '\n' : escaped);
        } else if (sign != '[' && sign != '{') {
          literal.append(sign);
        } else {
          flush(literal, parts, first, false);
          first = false;
          parts.add(sign == '[' ? choice() : slot());
        }
      }
      flush(literal, parts, first, true);
      return parts.size() == 1 ? parts.get(0) : new Sequence(List.copyOf(parts));
    }

    /** Blanks around a bar at the top do not count. */
    private void flush(StringBuilder literal, List<Pattern> parts, boolean first, boolean last) {
      String words = literal.toString();
      boolean top = at >= text.length() || (last && text.charAt(at) == '|');
      if (first && words.startsWith(" ")) {
        words = depth == 0 ? words.substring(1) : words;
      }
      if (last && top && depth == 0 && words.endsWith(" ")) {
        words = words.substring(0, words.length() - 1);
      }
      if (!words.isEmpty()) {
        parts.add(new Literal(words));
      } else if (last && parts.isEmpty()) {
        parts.add(new Literal(""));
      }
      literal.setLength(0);
    }

    private Pattern choice() {
      depth++;
      List<Pattern> alternatives = new ArrayList<>();
      alternatives.add(sequence());
      while (at < text.length() && text.charAt(at) == '|') {
        at++;
        alternatives.add(sequence());
      }
      if (at >= text.length()) {
        throw new IllegalStateException("a bracket is open in: " + text);
      }
      at++;
      depth--;
      return new Choice(List.copyOf(alternatives));
    }

    private Pattern slot() {
      int end = text.indexOf('}', at);
      String name = text.substring(at, end);
      at = end + 1;
      return switch (name.charAt(0)) {
        case '#' -> new Amount(Integer.parseInt(name, 1, name.length(), 10));
        case '=' -> new Bound(Grammar.this, name.substring(1), true);
        case '+' -> new Bound(Grammar.this, name.substring(1), false);
        default -> new Reference(Grammar.this, name);
      };
    }
  }
}
