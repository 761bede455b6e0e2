package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.sketch.Lexicon.Cue;
import io.stillwatch.sketch.Lexicon.Intent;
import io.stillwatch.sketch.Prompt.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class IntentFinderTest {
  private static final PromptSketcher SKETCHER = new PromptSketcher(Prompts.KEY);
  private static final Intents NONE = new Intents(0, 0, 0, 0, 0);

  static Stream<List<String>> examples() {
    return Prompts.rows("intents.tsv");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void find_examples_haveTheirIntent(List<String> example) {
    String text = example.get(2).replace("\\n", "\n");
    String wanted = example.get(0).toUpperCase(Locale.ROOT);
    for (Prompt prompt : List.of(Prompts.chat(text), Prompts.framed(text, "go on"))) {
      Intents found = intents(prompt);
      if (wanted.equals("NONE")) {
        assertThat(found).as(text).isEqualTo(NONE);
      } else {
        assertThat(count(found, Intent.valueOf(wanted))).as(text).isPositive();
      }
    }
  }

  /** Figures of docs/sketch.md. Who changes the lexicon for these examples has none left. */
  @Test
  void find_examplesHeldOut_areFoundInPart() {
    int examples = 0;
    int found = 0;
    int honest = 0;
    int falselyFound = 0;
    for (List<String> example : Prompts.rows("intents-held-out.tsv").toList()) {
      Intents intents = intents(Prompts.chat(example.get(2).replace("\\n", "\n")));
      if (example.get(0).equals("honest")) {
        honest++;
        falselyFound += intents.equals(NONE) ? 0 : 1;
      } else {
        Intent wanted = Intent.valueOf(example.get(0).toUpperCase(Locale.ROOT));
        examples++;
        found += count(intents, wanted) > 0 ? 1 : 0;
      }
      System.out.println(intents + " " + example);
    }
    System.out.printf(
        "%d of %d found, %d of %d honest ones too%n", found, examples, falselyFound, honest);
    assertThat(found).isGreaterThanOrEqualTo(12);
    assertThat(falselyFound).isLessThanOrEqualTo(11);
  }

  @Test
  void find_examples_areOfEveryIntentInEightLanguages() {
    Set<List<String>> covered = new HashSet<>();
    examples().forEach(row -> covered.add(row.subList(0, 2)));
    assertThat(covered).hasSizeGreaterThanOrEqualTo(5 * 8);
    assertThat(examples().count()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void lexicon_everyCue_isATokenOrMoreAndOfUse() {
    SipHash hash = new SipHash(1, 2);
    for (Cue cue : Lexicon.CUES) {
      assertThat(new Tokens(hash).add(cue.phrase()).plain().count())
          .as(cue.phrase())
          .isBetween(1, 16);
      assertThat(cue.intent() == Intent.RUBRIC_JUDGING || cue.role().ordinal() < 3)
          .as("%s", cue)
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reveal a b c d e f g h i j k l m n o working memory, 1",
    "reveal a b c d e f g h i j k l m n o p working memory, 0",
    "working memory b c d e f g h i j k l m n o reveal, 1",
    "working memory b c d e f g h i j k l m n o p reveal, 0",
    "working memory and working memory and reveal, 2",
    "reveal working memory and working memory, 2",
    "reveal it. working memory, 0",
    "working memory? reveal it, 0",
    "working memory, 0",
    "reveal, 0",
    "REVEAL Working MEMORY, 1",
    "re\u200bveal w\u043erking mem\u00adory, 1",
  })
  void find_askAndObject_countWithinTheWindowOfASentence(String text, int expected) {
    assertThat(intents(Prompts.chat(text)).hiddenReasoning()).isEqualTo(expected);
  }

  /** Against the plain definition: an object counts when an ask stands near in its sentence. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void find_randomAsksAndObjects_countAsDefined(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<String> words =
          random.ints(1 + random.nextInt(80), 0, 16).mapToObj(IntentFinderTest::word).toList();
      int expected = 0;
      for (int at = 0; at < words.size(); at++) {
        expected += words.get(at).equals("gedankenkette") && asked(words, at) ? 1 : 0;
      }
      assertThat(intents(Prompts.chat(String.join(" ", words))).hiddenReasoning())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  private static String word(int kind) {
    return switch (kind) {
      case 0, 1 -> "gedankenkette";
      case 2 -> "offenbare";
      case 3 -> "!";
      default -> "x";
    };
  }

  private static boolean asked(List<String> words, int at) {
    for (int step : new int[] {-1, 1}) {
      for (int to = at; to >= 0 && to < words.size(); to += step) {
        boolean far = Math.abs(to - at) > IntentFinder.WINDOW;
        if (far || words.get(to).equals("!")) {
          break;
        }
        if (words.get(to).equals("offenbare")) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void find_judgingWithoutAShape_isNone() {
    assertThat(intents(Prompts.chat("Please rate the answer.")).rubricJudging()).isZero();
    assertThat(intents(Prompts.chat("Please rate the answer, 1 to 10.")).rubricJudging())
        .isEqualTo(1);
    assertThat(intents(Prompts.chat("rubric: x {\"score\": 1}")).rubricJudging()).isEqualTo(1);
    assertThat(intents(Prompts.chat("rubric: x")).rubricJudging()).isZero();
  }

  @Test
  void find_messagesOfTools_areAgentic() {
    Prompt prompt =
        new Prompt(
            null,
            List.of(
                new Message("user", "hello"),
                new Message("tool", "4"),
                new Message("function", "5"),
                new Message("assistant", "<tool_call>")));
    assertThat(intents(prompt)).isEqualTo(new Intents(0, 0, 0, 2, 0));
  }

  private static Intents intents(Prompt prompt) {
    Intents intents = SKETCHER.sketch(prompt).intents();
    assertThat(intents).isNotNull();
    return intents;
  }

  private static int count(Intents intents, Intent intent) {
    return switch (intent) {
      case HIDDEN_REASONING -> intents.hiddenReasoning();
      case RUBRIC_JUDGING -> intents.rubricJudging();
      case TASK_SYNTHESIS -> intents.taskSynthesis();
      case AGENTIC -> intents.agentic();
      case REWRITE -> intents.rewrite();
    };
  }
}
