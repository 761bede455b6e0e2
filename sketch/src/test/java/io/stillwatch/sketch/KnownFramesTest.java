package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownFramesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
  private static final SketchKey OTHER = Prompts.key("another key of the tests");
  private static final String TEXT =
      "You are the tutor of a public kit. Answer each question in full, and name the page it is on.";
  private static final String ENTRY =
      "name: kit\nauthor: Ann\nexpires: 2026-11-01\n---\n" + TEXT + "\n";

  @TempDir Path folder;

  @Test
  void isKnown_textOfTheRegistry_isUnderEveryLiveKeyAndNoOther() {
    KnownFrameKeys keys = kit(null).under(Prompts.KEY, OTHER);
    for (SketchKey key : List.of(Prompts.KEY, OTHER)) {
      PromptSketch sketch = new PromptSketcher(key).sketch(Prompts.framed(TEXT, "hello"));
      assertThat(keys.isKnown(sketch.frameKey(), TODAY)).isTrue();
    }
    PromptSketcher third = new PromptSketcher(Prompts.key("the third key of the tests"));
    assertThat(keys.isKnown(third.frameKey(TEXT), TODAY)).isFalse();
  }

  @Test
  void isKnown_otherFrames_areNot() {
    KnownFrameKeys keys = kit(null).and(KnownFrames.starter()).under(Prompts.KEY);
    PromptSketcher sketcher = new PromptSketcher(Prompts.KEY);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      assertThat(keys.isKnown(sketcher.frameKey(Prompts.text(random, 40)), TODAY)).isFalse();
    }
    assertThat(keys.isKnown(0, TODAY)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 0.85, 1", "20, 0, 0.02"})
  void isKnown_ofAHundredTokensSomeReplaced_dependsOnHowMany(int tokens, double from, double to) {
    PromptSketcher sketcher = new PromptSketcher(Prompts.KEY);
    Random random = new Random(3);
    int trials = 300;
    int known = 0;
    for (int i = 0; i < trials; i++) {
      List<String> words = Prompts.words(random, 100);
      KnownFrame frame = new KnownFrame("kit", "Ann", null, String.join(" ", words));
      Prompts.replace(words, tokens, random);
      KnownFrameKeys keys = KnownFrames.of(List.of(frame)).under(Prompts.KEY);
      known += keys.isKnown(sketcher.frameKey(String.join(" ", words)), TODAY) ? 1 : 0;
    }
    assertThat((double) known / trials).isBetween(from, to);
  }

  @Test
  void isKnown_beginningOfAMessage_isToo() {
    String opening = Prompts.text(new Random(2), 30);
    KnownFrame frame = new KnownFrame("opening", "Ann", null, opening);
    KnownFrameKeys keys = KnownFrames.of(List.of(frame)).under(Prompts.KEY);
    PromptSketch sketch =
        new PromptSketcher(Prompts.KEY).sketch(Prompts.chat(opening + " and then something else"));
    assertThat(keys.isKnown(sketch.frameKey(), TODAY)).isTrue();
  }

  @Test
  void isKnown_expired_isNotAnyMore() {
    KnownFrameKeys keys = kit(TODAY).under(Prompts.KEY);
    long frameKey = new PromptSketcher(Prompts.KEY).frameKey(TEXT);
    assertThat(keys.isKnown(frameKey, TODAY)).isTrue();
    assertThat(keys.isKnown(frameKey, TODAY.plusDays(1))).isFalse();
    assertThat(keys.isKnown(frameKey ^ 1, TODAY.plusDays(1))).isFalse();
  }

  /** Keys that differ in 3 places are near, in 4 no more; the nearest one is named. */
  @Test
  void find_nearFrames_isTheNearestThatStillCounts() {
    PromptSketcher sketcher = new PromptSketcher(Prompts.KEY);
    KnownFrame first = new KnownFrame("first", "Ann", TODAY, TEXT);
    KnownFrame second = new KnownFrame("second", "Ann", null, TEXT + " " + TEXT);
    long key = sketcher.frameKey(first.text());
    int places = PromptSketch.agreeing(key, sketcher.frameKey(second.text()));
    assertThat(places).as("a text that near to the other").isBetween(KnownFrameKeys.NEAR, 31);
    for (List<KnownFrame> order : List.of(List.of(first, second), List.of(second, first))) {
      KnownFrameKeys keys = KnownFrames.of(order).under(Prompts.KEY);
      assertThat(keys.find(key, TODAY)).isEqualTo(first);
      assertThat(keys.find(key, TODAY.plusDays(1))).isEqualTo(second);
    }
    KnownFrameKeys alone = KnownFrames.of(List.of(first)).under(Prompts.KEY);
    assertThat(alone.isKnown(key ^ 0b111111, TODAY)).isTrue();
    assertThat(alone.isKnown(key ^ 0b11111111, TODAY)).isFalse();
  }

  @Test
  void starter_everyFrame_hasAKeyOfItsOwn() {
    KnownFrames starter = KnownFrames.starter();
    assertThat(starter.frames()).hasSizeGreaterThanOrEqualTo(10);
    KnownFrameKeys keys = starter.under(Prompts.KEY);
    PromptSketcher sketcher = new PromptSketcher(Prompts.KEY);
    for (KnownFrame frame : starter.frames()) {
      assertThat(keys.find(sketcher.frameKey(frame.text()), TODAY)).isEqualTo(frame);
    }
  }

  @Test
  void read_folder_takesItsTextFiles() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "# ours\n\n" + ENTRY + "===\n" + entry("second"));
    Files.writeString(folder.resolve("b.txt"), entry("third").replace("\n", "\r\n"));
    Files.writeString(folder.resolve("README"), "not read");
    KnownFrames frames = KnownFrames.read(folder);
    assertThat(frames.frames())
        .extracting(KnownFrame::name)
        .containsExactly("kit", "second", "third");
    assertThat(frames.frames().get(0))
        .isEqualTo(new KnownFrame("kit", "Ann", LocalDate.of(2026, 11, 1), TEXT));
    assertThat(frames.frames().get(2).text()).isEqualTo(TEXT);
    assertThat(KnownFrames.read(folder.resolve("b.txt")).frames()).hasSize(1);
  }

  @Test
  void read_endAndComments_areNoFrames() throws Exception {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, ENTRY + "===\n\n# no more\n");
    assertThat(KnownFrames.read(file).frames()).extracting(KnownFrame::name).containsExactly("kit");
    Files.writeString(file, "# none yet\n");
    assertThat(KnownFrames.read(file).frames()).isEmpty();
  }

  @Test
  void read_textOfEightTokensInAFileOfOneMebibyte_isAFrame() throws Exception {
    String entry = entry("short").replace(TEXT, "one two three four five six seven eight");
    Path file = folder.resolve("a.txt");
    Files.writeString(
        file, "#" + "a".repeat(FrameFile.MAX_BYTES - entry.length() - 2) + "\n" + entry);
    assertThat(Files.size(file)).isEqualTo(FrameFile.MAX_BYTES);
    assertThat(KnownFrames.read(file).frames()).hasSize(1);
  }

  private static String entry(String name) {
    return ENTRY.replace("name: kit", "name: " + name).replace("2026-11-01", "never");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "names: kit|1: neither name:",
        "name: kit\\nname: kit|2: a second name:",
        "hello|1: neither name:",
        "name: kit\\nauthor: Ann\\nexpires: never|3: a frame without text",
        "name: kit\\nauthor: Ann\\n---\\nTEXT|4: a frame without expires:",
        "name: kit\\nexpires: never\\n---\\nTEXT|4: a frame without author:",
        "name: kit\\nauthor:\\nexpires: never\\n---\\nTEXT|5: a frame without author:",
        "author: Ann\\nexpires: never\\n---\\nTEXT\\n===|5: a frame without name:",
        "name: kit\\nauthor: Ann\\nexpires: soon\\n---\\nTEXT|5: expires: neither a date",
        "name: kit\\nauthor: Ann\\nexpires: 2026-02-30\\n---\\nTEXT|5: expires: neither a date",
        "name: kit\\nauthor: Ann\\nexpires: never\\n---|4: a text of fewer than 8 tokens",
        "name: kit\\nauthor: Ann\\nexpires: never\\n---\\ntoo short|5: a text of fewer than 8",
      })
  void read_brokenFile_isRefusedNamingTheLine(String content, String message) throws Exception {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, content.replace("\\n", "\n").replace("TEXT", TEXT));
    assertThatThrownBy(() -> KnownFrames.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + ":" + message);
  }

  @Test
  void read_unreadableOrEndlessFile_isRefused() throws Exception {
    Path file = Files.write(folder.resolve("a.txt"), new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> KnownFrames.read(file)).hasMessage(file + ": not UTF-8");
    Files.writeString(file, "a".repeat(FrameFile.MAX_BYTES + 1), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> KnownFrames.read(file)).hasMessageContaining("at most 1048576 bytes");
  }

  @Test
  void of_twoOfOneName_isRefused() {
    KnownFrames kit = kit(null);
    assertThatThrownBy(() -> kit.and(kit)).hasMessage("two known frames of the name kit");
  }

  @Test
  void of_moreThan10000_isRefused() {
    List<KnownFrame> most =
        IntStream.range(0, KnownFrames.MAX_FRAMES)
            .mapToObj(number -> new KnownFrame("frame " + number, "Ann", null, TEXT))
            .toList();
    KnownFrames full = KnownFrames.of(most);
    assertThat(full.frames()).isEqualTo(most);
    KnownFrames kit = kit(null);
    assertThatThrownBy(() -> full.and(kit)).hasMessageContaining("at most 10000 frames, not 10001");
  }

  private static KnownFrames kit(LocalDate expires) {
    return KnownFrames.of(List.of(new KnownFrame("kit", "Ann", expires, TEXT)));
  }
}
