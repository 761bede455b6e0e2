package io.stillwatch.simulator.language;

/**
 * What is asked behind a frame, piece by piece: the same piece is the same text, for whoever asks
 * it. Thread-safe.
 */
public interface Body {
  String text(long item);
}
