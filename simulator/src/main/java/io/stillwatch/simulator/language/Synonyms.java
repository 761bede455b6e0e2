package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words that may stand for each other. Immutable. */
final class Synonyms {
  private static final int LONGEST_UNSPACED = 5;

  private final Map<String, List<String>> classes = new HashMap<>();
  private final boolean spaced;

  Synonyms(List<List<String>> classes, boolean spaced) {
    this.spaced = spaced;
    for (List<String> words : classes) {
      words.forEach(word -> this.classes.putIfAbsent(word, words));
    }
  }

  /** A word with synonyms, and where it stands. */
  private record Place(int from, int to, List<String> words) {}

  /** Exchanges that share of a text's words, or all that can be where they are fewer. */
  String exchange(String text, double share, Dice dice) {
    List<Place> places = new ArrayList<>();
    int words = spaced ? spaced(text, places) : unspaced(text, places);
    double chance = share * words / Math.max(1, places.size());
    StringBuilder other = new StringBuilder(text.length() + 32);
    int done = 0;
    for (Place place : places) {
      if (dice.chance(chance)) {
        String word = text.substring(place.from, place.to);
        other.append(text, done, place.from).append(otherThan(word, place.words, dice));
        done = place.to;
      }
    }
    return other.append(text, done, text.length()).toString();
  }

  private static String otherThan(String word, List<String> words, Dice dice) {
    int own = words.indexOf(word.toLowerCase(Locale.ROOT));
    String other = words.get((own + 1 + dice.below(words.size() - 1)) % words.size());
    return Character.isUpperCase(word.charAt(0))
        ? Character.toUpperCase(other.charAt(0)) + other.substring(1)
        : other;
  }

  private int spaced(String text, List<Place> places) {
    int words = 0;
    for (int at = 0; at < text.length(); ) {
      int from = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      if (at == from) {
        at++;
        continue;
      }
      words++;
      List<String> others = classes.get(text.substring(from, at).toLowerCase(Locale.ROOT));
      if (others != null) {
        places.add(new Place(from, at, others));
      }
    }
    return words;
  }

  private int unspaced(String text, List<Place> places) {
    for (int at = 0; at < text.length(); ) {
      int length = Math.min(LONGEST_UNSPACED, text.length() - at);
      while (length > 1 && !classes.containsKey(text.substring(at, at + length))) {
        length--;
      }
      if (length > 1) {
        String word = text.substring(at, at + length);
        places.add(new Place(at, at + length, classes.getOrDefault(word, List.of(word))));
      }
      at += Math.max(1, length);
    }
    return text.length() / 2;
  }
}
