package io.stillwatch.standalone.remote;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text what must not leave the house: secrets, and in log lines whatever may be
 * somebody's identifier. It would rather hide too much.
 */
final class Redaction {
  private static final String HIDDEN = "…";
  private static final List<Rule> SECRETS =
      List.of(
          new Rule("(?s)-----BEGIN [A-Z ]*KEY-----.*?(-----END [A-Z ]*KEY-----|\\z)", HIDDEN),
          new Rule("sw_[A-Za-z0-9_-]+", "sw_" + HIDDEN),
          new Rule("(?i)\\b(bearer|basic)\\s+[^\\s\"',]+", "$1 " + HIDDEN),
          new Rule(
              "(?i)([\\w.-]*(?:password|passwd|secret|token|credential|authorization)[\\w.-]*\"?"
                  + "\\s*[=:]\\s*)(?!\"(?:not )?set\")(\"[^\"]*\"|'[^']*'|[^\\s,;&}\"'\\[{]+)",
              "$1\"" + HIDDEN + "\""),
          new Rule("://[^/@\\s]+@", "://" + HIDDEN + "@"));
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|‘([^’]*)’|“([^”]*)”");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_-]{6,}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");

  private final String token;

  /**
   * @param token the caller's own secret; empty: none
   */
  Redaction(String token) {
    this.token = token;
  }

  /** Without secrets. */
  String of(String text) {
    String clean = token.isEmpty() ? text : text.replace(token, HIDDEN);
    for (Rule rule : SECRETS) {
      clean = rule.pattern.matcher(clean).replaceAll(rule.replacement);
    }
    return clean;
  }

  /**
   * Without secrets, without what stands in quotes, and without words that are part digits. Of a
   * line of JSON logs what a person would read is left.
   */
  String ofLog(String line) {
    String read = line.startsWith("{") ? asRead(line) : line;
    String unquoted = QUOTED.matcher(of(read)).replaceAll("\"" + HIDDEN + "\"");
    return WORD.matcher(unquoted).replaceAll(Redaction::unlessIdentifier);
  }

  private static String asRead(String line) {
    try {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      return Stream.of(
              List.of("@timestamp"),
              List.of("log", "level"),
              List.of("log", "logger"),
              List.of("message"),
              List.of("error", "stack_trace"))
          .map(path -> text(json, path))
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(" "));
    } catch (JsonParseException | IllegalStateException cut) {
      return HIDDEN;
    }
  }

  private static String text(JsonObject json, List<String> path) {
    @Nullable JsonElement at = json;
    for (String name : path) {
      at = at instanceof JsonObject object ? object.get(name) : null;
    }
    return at instanceof JsonPrimitive text ? text.getAsString() : "";
  }

  private static String unlessIdentifier(MatchResult word) {
    String text = word.group();
    boolean digits = text.chars().anyMatch(Character::isDigit);
    boolean letters = text.chars().anyMatch(Character::isLetter);
    boolean hidden = digits && letters && !DATE.matcher(text).matches();
    return hidden ? HIDDEN : text;
  }

  private static final class Rule {
    private final Pattern pattern;
    private final String replacement;

    Rule(String pattern, String replacement) {
      this.pattern = Pattern.compile(pattern);
      this.replacement = replacement;
    }
  }
}
