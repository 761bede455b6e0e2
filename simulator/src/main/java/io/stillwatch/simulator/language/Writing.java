package io.stillwatch.simulator.language;

/** A text that is being written. Not safe for threads. */
final class Writing {
  final StringBuilder text = new StringBuilder();

  /** Seeds of what a frame and the present clause keep whatever is said otherwise. */
  long frame;

  long clause;

  /** Of a language without topics of its own: which part of its nouns to take; -1: all. */
  int topic = -1;

  private final boolean spaced;
  private int counted;
  private int words;

  Writing(boolean spaced) {
    this.spaced = spaced;
  }

  /** Words so far; two letters make one where words are not parted. */
  int words() {
    for (; counted < text.length(); counted++) {
      char letter = text.charAt(counted);
      words += letter == ' ' || letter == '\n' ? (spaced ? 2 : 0) : (spaced ? 0 : 1);
    }
    return words / 2;
  }

  @Override
  public String toString() {
    return text.toString().strip();
  }
}
