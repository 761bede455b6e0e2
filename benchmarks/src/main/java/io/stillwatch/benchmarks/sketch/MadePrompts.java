package io.stillwatch.benchmarks.sketch;

import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.Prompt.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Prompts of a wished-for size in UTF-8 bytes, a quarter of it the system prompt but no more than 4
 * KiB: sentences of words drawn by Zipf's law, with capitals, numbers, quotations and marks.
 */
final class MadePrompts {
  private static final int WORDS = 5_000;
  private static final int MAX_SYSTEM_BYTES = 4_096;

  private final Random random;
  private final String[] words = new String[WORDS];

  /**
   * @param first of the letters that words are made of
   * @param letters how many of them there are
   */
  MadePrompts(long seed, int first, int letters) {
    this.random = new Random(seed);
    for (int i = 0; i < WORDS; i++) {
      words[i] =
          random
              .ints(2 + random.nextInt(8), first, first + letters)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    }
  }

  /** Words of Latin letters. */
  static MadePrompts latin(long seed) {
    return new MadePrompts(seed, 'a', 26);
  }

  /** The letters of Chinese, each a token of three bytes. */
  static MadePrompts han(long seed) {
    return new MadePrompts(seed, 0x4e00, 4_000);
  }

  Prompt next(int bytes) {
    int system = Math.min(MAX_SYSTEM_BYTES, bytes / 4);
    return new Prompt(text(system), List.of(new Message("user", text(bytes - system))));
  }

  static byte[] bytes(Prompt prompt) {
    StringBuilder text = new StringBuilder();
    Stream.concat(
            Stream.ofNullable(prompt.system()), prompt.messages().stream().map(Message::content))
        .forEach(text::append);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String text(int bytes) {
    StringBuilder text = new StringBuilder();
    int size = 0;
    while (size < bytes) {
      String piece = piece();
      text.append(piece);
      size += piece.getBytes(StandardCharsets.UTF_8).length;
    }
    return text.toString();
  }

  private String piece() {
    String word = words[(int) Math.pow(WORDS, random.nextDouble()) - 1];
    return switch (random.nextInt(40)) {
      case 0, 1 -> word + ". ";
      case 2, 3 -> word + ", ";
      case 4 -> random.nextInt(10_000) + " ";
      case 5 -> "\"" + word + "\" ";
      case 6 -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " ";
      case 7 -> word + "\n";
      default -> word + " ";
    };
  }
}
