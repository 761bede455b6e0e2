package io.stillwatch.simulator.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final PromptSketcher SKETCHER =
      new PromptSketcher(
          SketchKey.of("a key of the tests of words".getBytes(StandardCharsets.UTF_8)));

  /** A rule that names another which is not there would throw. */
  @ParameterizedTest
  @EnumSource(Tongue.class)
  void write_everyRuleOfATongue_hasWords(Tongue tongue) {
    for (String name : Grammar.of(tongue).names("")) {
      for (int draw = 0; draw < 60; draw++) {
        Writing text = Grammar.of(tongue).writing();
        Grammar.of(tongue).get(name).write(Dice.of(draw, name), text);
        assertThat(text.toString())
            .as(name)
            .doesNotContain("{=")
            .doesNotContain("{+")
            .doesNotContain("|");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void frame_everyGenre_isSaidTheSameByTheSameDice(Tongue tongue) {
    for (Genre genre : Genre.values()) {
      for (int words : tongue == Tongue.EN ? List.of(20, 80, 300) : List.of(80, 300)) {
        Frame one = Language.frame(Dice.of(7), genre, tongue, words);
        String text = one.text(0, Dice.of(1));
        assertThat(text).as("%s", genre).isNotBlank();
        assertThat(Language.frame(Dice.of(7), genre, tongue, words).text(0, Dice.of(2)))
            .isEqualTo(text);
        assertThat(Language.frame(Dice.of(8), genre, tongue, words).text(0, Dice.of(1)))
            .isNotEqualTo(text);
        for (int depth = 1; depth <= 2; depth++) {
          assertThat(one.text(depth, Dice.of(3)))
              .isNotEqualTo(text)
              .isEqualTo(one.text(depth, Dice.of(3)));
        }
      }
    }
  }

  /**
   * Mean share of 3-word shingles that two wordings of one English frame have in common (Jaccard),
   * over 200 frames of 100 words; the bounds are what was measured, and some room.
   */
  @ParameterizedTest
  @CsvSource({"0, 1.0, 1.0", "1, 0.30, 0.80", "2, 0.0, 0.25"})
  void frame_saidOtherwise_sharesFewerShingles(int depth, double least, double most) {
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      Genre genre = Genre.values()[i % Genre.values().length];
      Frame frame = Language.frame(Dice.of(i), genre, Tongue.EN, 100);
      sum +=
          jaccard(
              shingles(frame.text(depth, Dice.of(1_000 + i))),
              shingles(frame.text(depth, Dice.of(5_000 + i))));
    }
    System.out.printf(Locale.ROOT, "depth %d: %.3f%n", depth, sum / 200);
    assertThat(sum / 200).isBetween(least, most);
  }

  /** Frames of strangers, also of one genre, are no near frames. */
  @Test
  void frame_ofAnother_sharesFewShingles() {
    double sum = 0;
    double largest = 0;
    for (int i = 0; i < 400; i++) {
      Genre genre = Genre.values()[i % Genre.values().length];
      double shared =
          jaccard(
              shingles(Language.frame(Dice.of(i), genre, Tongue.EN, 100).text(0, Dice.of(0))),
              shingles(
                  Language.frame(Dice.of(9_000 + i), genre, Tongue.EN, 100).text(0, Dice.of(0))));
      sum += shared;
      largest = Math.max(largest, shared);
    }
    System.out.printf(Locale.ROOT, "strangers: mean %.3f, largest %.3f%n", sum / 400, largest);
    assertThat(sum / 400).isLessThan(0.15);
    assertThat(largest).isLessThan(0.5);
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void question_ofATongue_isRecognised(Tongue tongue) {
    int right = 0;
    for (int i = 0; i < 200; i++) {
      String text = Language.question(Dice.of(i), tongue, 35);
      right += language(text).equals(tongue.name().toLowerCase(Locale.ROOT)) ? 1 : 0;
    }
    System.out.println(tongue + " " + right + " " + Language.question(Dice.of(1), tongue, 30));
    assertThat(right).isGreaterThanOrEqualTo(180);
  }

  private static String language(String text) {
    return SKETCHER.sketch(new Prompt(null, List.of(new Prompt.Message("user", text)))).language();
  }

  @Test
  void body_piece_isTheSameForWhoeverAsks() {
    Body one = Language.body(Dice.of(1), Tongue.EN, 30);
    Body same = Language.body(Dice.of(1), Tongue.EN, 30);
    Set<String> texts = new HashSet<>();
    for (int item = 0; item < 3_000; item++) {
      assertThat(same.text(item)).isEqualTo(one.text(item));
      texts.add(one.text(item));
    }
    assertThat(texts.size()).isGreaterThan(2_990);
  }

  /**
   * 200 strangers with 20 pieces each: 8 million pairs of draws meet as often as the formula says.
   */
  @ParameterizedTest
  @CsvSource({"1000, 0", "1000, 1", "5000, 0.7"})
  void commonBody_ofStrangers_meetsAsOftenAsTold(int pieces, double exponent) {
    List<String> all = new ArrayList<>();
    for (int stranger = 0; stranger < 200; stranger++) {
      Body body =
          Language.commonBody(
              Dice.of(stranger), Tongue.EN, Topic.values()[0], 20, pieces, exponent);
      for (int item = 0; item < 20; item++) {
        all.add(body.text(item));
      }
    }
    String[] sorted = all.toArray(String[]::new);
    Arrays.sort(sorted);
    double pairs = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to].equals(sorted[from])) {
        to++;
      }
      pairs += (to - from) * (to - from - 1.0) / 2;
      from = to;
    }
    double told = Language.meeting(pieces, exponent);
    assertThat(pairs / (sorted.length * (sorted.length - 1.0) / 2))
        .isCloseTo(told, within(0.15 * told));
  }

  @Test
  void history_turns_alternate() {
    assertThat(Language.history(Dice.of(1), Tongue.DE, 3, 20))
        .extracting(Prompt.Message::role)
        .containsExactly("user", "assistant", "user", "assistant", "user", "assistant");
    assertThat(Language.code(Dice.of(2), 12).lines().count()).isGreaterThanOrEqualTo(12);
    assertThat(words(Language.document(Dice.of(2), Tongue.FR, 300))).isBetween(200, 450);
  }

  private static int words(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  private static Set<String> shingles(String text) {
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    Set<String> shingles = new HashSet<>();
    for (int i = 0; i + 2 < words.size(); i++) {
      shingles.add(String.join(" ", words.subList(i, i + 3)));
    }
    return shingles;
  }

  private static double jaccard(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return both.size() / (double) (one.size() + other.size() - both.size());
  }
}
