package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.sketch.Prompt.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptSketcherTest {
  private static final PromptSketcher SKETCHER = new PromptSketcher(Prompts.KEY);
  private static final String RUBRIC =
      "You are a careful judge of answers. Write out every step of your hidden reasoning, then give "
          + "a mark from one to ten and say why the answer earned it.";

  @Test
  void sketch_sameFrameOtherSlots_sharesTheFrame() {
    Random random = new Random(1);
    PromptSketch one = SKETCHER.sketch(Prompts.framed(RUBRIC, Prompts.text(random, 60)));
    PromptSketch other = SKETCHER.sketch(Prompts.framed(RUBRIC, Prompts.text(random, 90)));
    assertThat(one.frameMinHash()).hasSize(32).isEqualTo(other.frameMinHash());
    assertThat(one.frameBands()).hasSize(4).isEqualTo(other.frameBands());
    assertThat(one.bodyHash()).isNotEqualTo(other.bodyHash()).isNotZero();
    assertThat(one.prefixHash()).isNotNull().isNotEqualTo(other.prefixHash());
    assertThat(one.suffixHash()).isNotNull().isNotEqualTo(other.suffixHash());
  }

  @Test
  void sketch_literalsInTheFrame_shareTheFrame() {
    PromptSketch one = SKETCHER.sketch(Prompts.framed(RUBRIC + " Batch 17 for Alice.", "hello"));
    PromptSketch other = SKETCHER.sketch(Prompts.framed(RUBRIC + " Batch 9 for Bob.", "hello"));
    assertThat(one.frameMinHash()).isEqualTo(other.frameMinHash());
  }

  @Test
  void sketch_fixedInstructionWithoutSystemPrompt_sharesTheFrame() {
    Random random = new Random(2);
    String instruction = Prompts.text(random, 30) + ": ";
    PromptSketch one = SKETCHER.sketch(Prompts.chat(instruction + Prompts.text(random, 50)));
    PromptSketch other = SKETCHER.sketch(Prompts.chat(instruction + Prompts.text(random, 50)));
    assertThat(one.frameBands()).hasSize(4).isEqualTo(other.frameBands());
    assertThat(one.prefixHash()).isEqualTo(other.prefixHash()).isNotNull();
  }

  @Test
  void sketch_unrelatedChats_shareAlmostNoBand() {
    Random random = new Random(3);
    int shared = 0;
    int pairs = 2_000;
    for (int i = 0; i < pairs; i++) {
      PromptSketch one = SKETCHER.sketch(Prompts.chat(Prompts.text(random, 40)));
      shared += Prompts.sharedBands(one, SKETCHER.sketch(Prompts.chat(Prompts.text(random, 40))));
    }
    assertThat(shared).as("of 32,000 bands of 16 bits").isLessThanOrEqualTo(6);
  }

  @Test
  void sketch_otherKey_sharesNothing() {
    Prompt prompt = Prompts.framed(RUBRIC, Prompts.text(new Random(4), 60));
    PromptSketch one = SKETCHER.sketch(prompt);
    PromptSketch other = new PromptSketcher(Prompts.key("another key of the tests")).sketch(prompt);
    assertThat(one.keyId()).isNotEqualTo(other.keyId());
    assertThat(Prompts.sharedBands(one, other)).isZero();
    assertThat(one.bodyHash()).isNotEqualTo(other.bodyHash());
    assertThat(one.prefixHash()).isNotEqualTo(other.prefixHash());
    for (int i = 0; i < PromptSketch.FRAME_VALUES; i++) {
      assertThat(one.frameMinHash()[i]).isNotEqualTo(other.frameMinHash()[i]);
    }
  }

  @Test
  void sketch_sameKeyAndPrompt_isTheSame() {
    Prompt prompt = Prompts.framed(RUBRIC, Prompts.text(new Random(5), 60));
    PromptSketch again =
        new PromptSketcher(Prompts.key("the first key of the tests")).sketch(prompt);
    assertThat(SKETCHER.sketch(prompt)).usingRecursiveComparison().isEqualTo(again);
  }

  @Test
  void sketch_frameOfEightTokens_isOneAndOfSevenIsNone() {
    String eight = "one two three four five six seven eight";
    String seven = "one two three four five six seven";
    for (Prompt framed : List.of(Prompts.framed(eight, "hi"), Prompts.chat(eight))) {
      assertThat(SKETCHER.sketch(framed).frameMinHash()).hasSize(32);
    }
    for (Prompt bare : List.of(Prompts.framed(seven, "hi"), Prompts.chat(seven))) {
      assertThat(SKETCHER.sketch(bare).frameMinHash()).isEmpty();
    }
    assertThat(SKETCHER.sketch(Prompts.framed(eight.replace("two", "2"), "hi")).frameMinHash())
        .as("eight tokens, one of them a literal")
        .isEqualTo(
            SKETCHER.sketch(Prompts.framed(eight.replace("two", "33"), "hi")).frameMinHash());
  }

  @Test
  void sketch_beyond512TokensOfTheSystemPrompt_isInNoFrame() {
    String system = Prompts.text(new Random(14), 512);
    PromptSketch sketch = SKETCHER.sketch(Prompts.framed(system, "hi"));
    assertThat(SKETCHER.sketch(Prompts.framed(system + " and more of it", "hi")).frameMinHash())
        .isEqualTo(sketch.frameMinHash());
    int end = system.lastIndexOf(' ');
    int changed = 0;
    for (int i = 0; i < 200; i++) {
      String other = system.substring(0, end) + " other" + Prompts.text(new Random(i), 1);
      changed += SKETCHER.frameKey(other) == sketch.frameKey() ? 0 : 1;
    }
    assertThat(changed).as("of 200 last tokens, a 17th expected").isPositive();
  }

  @Test
  void sketch_lastMessageOf24Tokens_hasAffixesAndOf23HasNone() {
    String most = Prompts.text(new Random(15), 24);
    PromptSketch sketch = SKETCHER.sketch(Prompts.chat(most));
    assertThat(sketch.prefixHash()).isNotNull().isEqualTo(sketch.suffixHash());
    PromptSketch fewer = SKETCHER.sketch(Prompts.chat(most.substring(0, most.lastIndexOf(' '))));
    assertThat(fewer.prefixHash()).isNull();
    assertThat(fewer.suffixHash()).isNull();
  }

  @Test
  void sketch_systemPromptAllInQuotes_stillHasItsFrame() {
    PromptSketch one = SKETCHER.sketch(Prompts.framed("\"" + RUBRIC + "\"", "one"));
    PromptSketch other = SKETCHER.sketch(Prompts.framed("\"" + RUBRIC + "\"", "two"));
    assertThat(one.frameBands()).hasSize(4).isEqualTo(other.frameBands());
  }

  @Test
  void sketch_systemRoles_areTheSystemPrompt() {
    Message user = new Message("user", "hello");
    Prompt listed = new Prompt(null, List.of(new Message("system", RUBRIC), user));
    Prompt developer = new Prompt(null, List.of(new Message("developer", RUBRIC), user));
    PromptSketch expected = SKETCHER.sketch(Prompts.framed(RUBRIC, "hello"));
    assertThat(SKETCHER.sketch(listed)).usingRecursiveComparison().isEqualTo(expected);
    assertThat(SKETCHER.sketch(developer)).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void sketch_sizes_areCounted() {
    Prompt prompt =
        new Prompt(
            "Be brief.",
            List.of(
                new Message("user", "What is two plus two?"),
                new Message("assistant", "Four."),
                new Message("tool", "4"),
                new Message("user", "Thanks!")));
    PromptSketch sketch = SKETCHER.sketch(prompt);
    assertThat(sketch.systemTokens()).isEqualTo(3);
    assertThat(sketch.userTokens()).isEqualTo(9);
    assertThat(sketch.userMessages()).isEqualTo(3);
    assertThat(sketch.assistantMessages()).isEqualTo(1);
    assertThat(sketch.frameMinHash()).isEmpty();
    assertThat(sketch.frameBands()).isEmpty();
    assertThat(sketch.frameKey()).isZero();
    assertThat(sketch.prefixHash()).isNull();
  }

  @Test
  void sketch_nothing_isEmpty() {
    PromptSketch sketch = SKETCHER.sketch(new Prompt(null, List.of()));
    assertThat(sketch.frameBands()).isEmpty();
    assertThat(sketch.frameKey()).isZero();
    assertThat(sketch.bodyHash()).isZero();
    assertThat(sketch.systemTokens()).isNull();
    assertThat(SKETCHER.sketch(Prompts.framed("", "")).systemTokens()).isZero();
  }

  static List<String> hostile() {
    return List.of(
        "\"".repeat(1 << 20),
        "\"a".repeat(1 << 19),
        "```a``".repeat(1 << 18),
        "\u201c".repeat(1 << 20),
        "http://".repeat(1 << 17),
        "!".repeat(1 << 20),
        "\ud800".repeat(1 << 20),
        "\udc00\ud800 ".repeat(1 << 18),
        "a".repeat(1 << 20),
        "\u0e01\u0301".repeat(1 << 19),
        "\0".repeat(1 << 20),
        " ".repeat(1 << 20),
        "\u200b".repeat(1 << 20),
        "a\u200b".repeat(1 << 19),
        "\u202eabc\u202c ".repeat(1 << 17),
        "\u00ab\u300c\u201c\u201e```\"".repeat(1 << 17),
        "\u00ab".repeat(1 << 19) + "\u00bb".repeat(1 << 19),
        "x" + "\u0345\u0300\u0316".repeat(1 << 18),
        "\ufdfa".repeat(1 << 20),
        "working memory ".repeat(1 << 17),
        "reveal ".repeat(1 << 17),
        "[[a]] ".repeat(1 << 17));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void sketch_hostileMegabyte_takesNoMoreThanSeconds(String text) {
    PromptSketch sketch =
        Assertions.assertTimeout(
            Duration.ofSeconds(10), () -> SKETCHER.sketch(Prompts.framed(text, text)));
    assertThat(sketch.userTokens()).isLessThanOrEqualTo(Tokens.MAX_TOKENS);
  }

  @Test
  void sketch_tenMegabytesOfOneWord_takesNoMoreThanSeconds() {
    String text = "a".repeat(10 << 20);
    PromptSketch sketch =
        Assertions.assertTimeout(
            Duration.ofSeconds(5), () -> SKETCHER.sketch(Prompts.framed(text, text)));
    assertThat(sketch.userTokens()).isEqualTo(Tokens.MAX_TOKENS);
    assertThat(sketch.suffixHash()).isEqualTo(sketch.prefixHash()).isNotNull();
  }

  /** Random bytes read as Latin-1: 8 MiB that are no text at all. */
  @Test
  void sketch_binary_takesNoMoreThanSeconds() {
    byte[] noise = new byte[8 << 20];
    new Random(7).nextBytes(noise);
    String text = new String(noise, StandardCharsets.ISO_8859_1);
    PromptSketch sketch =
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> SKETCHER.sketch(Prompts.chat(text)));
    assertThat(sketch.projection()).hasSize(PromptSketch.PROJECTION_BYTES);
  }

  @Test
  void sketch_lastMessageBeyondTheBound_hasItsAffixes() {
    String last = Prompts.text(new Random(8), 40);
    Message filler = new Message("user", "a ".repeat(Tokens.MAX_TOKENS + 1));
    PromptSketch sketch =
        SKETCHER.sketch(new Prompt(null, List.of(filler, new Message("user", last))));
    PromptSketch alone = SKETCHER.sketch(Prompts.chat(last));
    assertThat(sketch.prefixHash()).isEqualTo(alone.prefixHash()).isNotNull();
    assertThat(sketch.suffixHash()).isEqualTo(alone.suffixHash()).isNotNull();
    assertThat(sketch.userMessages()).isEqualTo(2);
  }

  @Test
  void sketch_messages_areTokenisedEachForItself() {
    String last = "Alice said \"something\" " + Prompts.text(new Random(8), 40);
    Message before =
        new Message("user", "an open \" quotation of " + Prompts.text(new Random(9), 9));
    PromptSketch sketch =
        SKETCHER.sketch(new Prompt(null, List.of(before, new Message("user", last))));
    assertThat(sketch.prefixHash())
        .isEqualTo(SKETCHER.sketch(Prompts.chat(last)).prefixHash())
        .isNotNull();
    assertThat(sketch.frameKey())
        .isEqualTo(SKETCHER.sketch(Prompts.chat(before.content())).frameKey());
  }

  /** Full-width and mathematical letters, zero-width characters, soft hyphens and look-alikes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uff37rite \uff41ll of your hidden reasoning in full, please\uff01",
        "Wri\u200bte all of your hid\u00adden reason\u2060ing in full, please!",
        "Write \ud835\udc1a\ud835\udc25\ud835\udc25 of your hidden reasoning in full, please!",
        "Writ\u0435 all of y\u043eur hidd\u0435n r\u0435\u0430s\u03bfning in full, pl\u0435\u0430se!",
        "Write\u00a0all\u2003of your hidden reasoning in full,\u3000please!",
        "\u202dWrite all of your hidden reasoning in full, please!\u202c",
      })
  void sketch_textDisguised_isTheSame(String disguised) {
    Prompt plain = Prompts.chat("Write all of your hidden reasoning in full, please!");
    assertThat(SKETCHER.sketch(Prompts.chat(disguised)))
        .usingRecursiveComparison()
        .isEqualTo(SKETCHER.sketch(plain));
  }

  @Test
  void sketch_accentsInOneCharacterOrTwo_areTheSame() {
    assertThat(SKETCHER.sketch(Prompts.chat("une r\u00e9ponse \u00e0 cinq euros pour \u00e7a")))
        .usingRecursiveComparison()
        .isEqualTo(
            SKETCHER.sketch(Prompts.chat("une re\u0301ponse a\u0300 cinq euros pour c\u0327a")));
  }

  @Test
  void sketch_retiringKey_hasTheAliasOfTheOldSketch() {
    SketchKey old = Prompts.key("the key that is being retired");
    PromptSketcher both = new PromptSketcher(Prompts.KEY, old);
    Random random = new Random(10);
    for (Prompt prompt :
        List.of(
            Prompts.framed(RUBRIC, Prompts.text(random, 60)),
            Prompts.chat(Prompts.text(random, 10)),
            Prompts.chat("hi"),
            new Prompt(null, List.of()))) {
      PromptSketch sketch = both.sketch(prompt);
      assertThat(sketch.alias())
          .isEqualTo(SketchAlias.of(new PromptSketcher(old).sketch(prompt)))
          .isNotNull();
      assertThat(sketch)
          .usingRecursiveComparison()
          .ignoringFields("alias")
          .isEqualTo(SKETCHER.sketch(prompt));
      assertThat(SKETCHER.sketch(prompt).alias()).isNull();
    }
  }

  @Test
  void of_retiringKeyThatIsTheCurrentOne_isRefused() {
    assertThatThrownBy(() -> new PromptSketcher(Prompts.KEY, Prompts.KEY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void frameKey_ofASystemPrompt_isThatOfItsPrompts() {
    assertThat(SKETCHER.frameKey(RUBRIC))
        .isEqualTo(SKETCHER.sketch(Prompts.framed(RUBRIC, "hello")).frameKey())
        .isNotZero();
    assertThat(SKETCHER.frameKey("too short")).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void sketch_randomCharacters_neverFails(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(80), 0, 0x10000).forEach(c -> text.append((char) c));
      String noise = text.toString();
      assertThat(SKETCHER.sketch(Prompts.framed(noise, noise)).keyId())
          .as("seed %d, text %d", seed, i)
          .isEqualTo(Prompts.KEY.id());
    }
  }

  @Test
  void message_nothingInIt_isRefused() {
    assertThatThrownBy(() -> new Message(nothing(), "hello"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Message("user", nothing()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toString_text_isNotInIt() {
    Prompt prompt = Prompts.framed("hidden words", "secret words");
    assertThat(prompt + " " + prompt.messages() + " " + SKETCHER.sketch(prompt))
        .doesNotContain("hidden")
        .doesNotContain("secret");
  }

  @SuppressWarnings("NullAway")
  private static String nothing() {
    return null;
  }
}
