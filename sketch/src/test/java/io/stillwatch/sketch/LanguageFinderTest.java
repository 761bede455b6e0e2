package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Test
  void find_systemPrompt_isNotTheUsersLanguage() {
    String system = "You are a helpful assistant of the user and answer in the best way.";
    assertThat(
            SKETCHER.sketch(Prompts.framed(system, "Wie geht es dir und was ist das?")).language())
        .isEqualTo("de");
    assertThat(SKETCHER.sketch(Prompts.framed(system, "")).language()).isEmpty();
  }
}
