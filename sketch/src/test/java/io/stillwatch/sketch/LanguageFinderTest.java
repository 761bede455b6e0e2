package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LanguageFinderTest {
  private static final PromptSketcher SKETCHER = new PromptSketcher(Prompts.KEY);

  static Stream<List<String>> sentences() {
    return Prompts.rows("sentences.tsv");
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void find_sentence_isOfItsLanguage(List<String> sentence) {
    assertThat(SKETCHER.sketch(Prompts.chat(sentence.get(1))).language())
        .isEqualTo(sentence.get(0));
  }

  /** The bounds of docs/sketch.md, each met and missed by one. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "the and of with, en",
        "the and of wit, none",
        "\u8bc4\u4f30\u4ee5\u4e0b, zh",
        "\u8bc4\u4f30\u4ee5, none",
        "\u8bc4\u4f30\u4ee5\u4e0b 1234567890 1234567890, zh",
        "\ud55c\uad6d\ub9d0\ub85c, ko",
        "\ud55c\uad6d\ub9d0, none",
        "\u306e \u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4, ja",
        "\u306e \u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4\u8bc4, zh",
        "\u8bc4\u4f30\u4ee5\u4e0b abcdefghijk, zh",
        "\u8bc4\u4f30\u4ee5\u4e0b abcdefghijkl, none",
        "the and of with \u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434, en",
        "the and of with \u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434\u0434, none",
        "the and abcdefghijkl, none",
        "the and of your which und nicht sich auf, en",
        "the and of your und nicht sich auf, none",
        "und nicht sich auf wird the and of your, de",
      })
  void find_textAtABound_isToldOrNot(String text, String language) {
    assertThat(language(text)).isEqualTo(language == null ? "" : language);
  }

  @Test
  void find_smallWords_areATwelfthOfTheFirst2000Tokens() {
    assertThat(language("the and of" + " x".repeat(33))).isEqualTo("en");
    assertThat(language("the and of" + " x".repeat(34))).isEmpty();
    assertThat(language("the ".repeat(167) + "x ".repeat(9_000))).isEqualTo("en");
    assertThat(language("the ".repeat(166) + "x ".repeat(9_000))).isEmpty();
    assertThat(language("x ".repeat(2_000) + "the ".repeat(2_000))).isEmpty();
  }

  private static String language(String text) {
    return SKETCHER.sketch(Prompts.chat(text)).language();
  }

  @Test
  void find_systemPrompt_isNotTheUsersLanguage() {
    String system = "You are a helpful assistant of the user and answer in the best way.";
    assertThat(
            SKETCHER.sketch(Prompts.framed(system, "Wie geht es dir und was ist das?")).language())
        .isEqualTo("de");
    assertThat(SKETCHER.sketch(Prompts.framed(system, "")).language()).isEmpty();
  }
}
