package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineContentTest {
  private static final PopulationFixture PEOPLE = new PopulationFixture(11);
  private static final int PROMPTS = 40;

  private static FeatureVector person(String id, int prompt, int affix) {
    return PEOPLE
        .person(id)
        .prompting("prompt " + prompt)
        .with(LinkFamily.AFFIX, "affix " + affix)
        .of(id.endsWith("7") ? "company" : "")
        .vector();
  }

  /** Counted with sets, a day and a slot at a time. */
  private static long slowly(List<List<FeatureVector>> days, Set<Long> frames, Set<Long> affixes) {
    long sum = 0;
    for (List<FeatureVector> day : days) {
      Set<String> units = new HashSet<>();
      for (FeatureVector vector : day) {
        if (vector.strands().stream().anyMatch(strand -> frames.contains(strand.frameKey()))
            || vector.links().stream()
                .anyMatch(
                    link -> link.family() == LinkFamily.AFFIX && affixes.contains(link.key()))) {
          units.add(vector.account().unit());
        }
      }
      sum += units.size();
    }
    return sum;
  }

  @Test
  void units_randomDays_areThoseOfSets() {
    Random random = new Random(3);
    BaselineContent content = new BaselineContent();
    List<List<FeatureVector>> days = new ArrayList<>();
    for (int day = 0; day < 5; day++) {
      List<FeatureVector> vectors =
          IntStream.range(0, 300)
              .mapToObj(i -> person("p" + i, random.nextInt(PROMPTS), random.nextInt(PROMPTS)))
              .toList();
      days.add(vectors);
      content.add(Instant.EPOCH, vectors);
    }
    List<Set<Long>> frames = List.of(new HashSet<>(), new HashSet<>(), Set.of());
    List<Set<Long>> affixes = List.of(new HashSet<>(), Set.of(), new HashSet<>());
    for (int i = 0; i < 12; i++) {
      FeatureVector some = person("p", i, i);
      frames.get(i % 2).add(some.strands().get(0).frameKey());
      long affix =
          some.links().stream()
              .filter(link -> link.family() == LinkFamily.AFFIX)
              .findAny()
              .orElseThrow()
              .key();
      affixes.get(i % 2 * 2).add(affix);
    }

    long[] units =
        content.units(
            content.slots(
                3,
                frame -> slot(frames, content.frame(frame).key()),
                affix -> slot(affixes, content.affix(affix))));

    for (int slot = 0; slot < 3; slot++) {
      assertThat(units[slot])
          .as("slot %d", slot)
          .isPositive()
          .isEqualTo(slowly(days, frames.get(slot), affixes.get(slot)));
    }
    assertThat(content.unitsADay()).isEqualTo(300 - 30 + 1);
    assertThat(content.days()).isEqualTo(5);
  }

  @Test
  void frame_cameWithoutItsBandsFirst_hasThem() {
    FeatureVector full = PEOPLE.person("a").prompting("one prompt").vector();
    BaselineContent content = new BaselineContent();
    for (int i = 0; i < 200; i++) {
      content.add(Instant.EPOCH, List.of(PEOPLE.person("b" + i).vector()));
    }
    content.add(Instant.EPOCH, List.of(withoutBands(full)));

    assertThat(content.frame(200).bands()).isEmpty();
    content.add(Instant.EPOCH, List.of(full));
    assertThat(content.frame(200)).isEqualTo(Frame.of(full.strands().get(0)));
    assertThat(content.frame(199))
        .isEqualTo(Frame.of(PEOPLE.person("b199").vector().strands().get(0)));
  }

  @Test
  void carriers_fewOnSeveralDays_areTheirUnits() {
    BaselineContent content = new BaselineContent();
    content.add(Instant.EPOCH, List.of(person("p1", 1, 1), person("p2", 2, 2)));
    content.add(Instant.EPOCH, List.of(person("p7", 1, 3), person("p1", 4, 2)));
    long first = person("p", 1, 1).strands().get(0).frameKey();

    BitSet wanted = new BitSet();
    wanted.set(0, 2);
    List<Set<String>> carriers =
        content.carriers(
            content.slots(
                3,
                frame -> content.frame(frame).key() == first ? 0 : 2,
                affix -> affix == 1 ? 1 : -1),
            wanted);

    assertThat(carriers)
        .containsExactly(
            Set.of("account:p1", "organisation:company"),
            Set.of("account:p2", "account:p1"),
            Set.of());
  }

  @Test
  void isNew_thereOrSignedUpBefore_isNot() {
    BaselineContent content = new BaselineContent();
    Instant begin = PopulationFixture.TONIGHT.minus(Duration.ofDays(7));
    content.add(begin, List.of(person("p1", 1, 1), person("p7", 1, 1)));
    content.add(begin.plus(Duration.ofDays(1)), List.of());
    Duration since = Duration.ofDays(6);

    assertThat(content.isNew(PEOPLE.person("p2").aged(since).vector().account())).isTrue();
    assertThat(content.isNew(PEOPLE.person("p1").aged(since).vector().account())).isFalse();
    assertThat(content.isNew(PEOPLE.person("p3").of("company").aged(since).vector().account()))
        .as("a new seat of a customer of before")
        .isFalse();
    assertThat(content.isNew(PEOPLE.person("p4").aged(Duration.ofDays(8)).vector().account()))
        .as("silent for long")
        .isFalse();
  }

  @Test
  void units_nothingAdded_areNone() {
    BaselineContent none = new BaselineContent();

    assertThat(none.units(none.slots(2, frame -> 0, affix -> 1))).containsExactly(0, 0);
    assertThat(none.unitsADay()).isZero();
  }

  private static FeatureVector withoutBands(FeatureVector vector) {
    List<Strand> strands =
        vector.strands().stream()
            .map(
                strand ->
                    new Strand(
                        strand.frameKey(),
                        List.of(),
                        strand.share(),
                        strand.events(),
                        strand.bodies(),
                        strand.hours()))
            .toList();
    return new FeatureVector(
        vector.account(),
        vector.asOf(),
        vector.modelFamily(),
        vector.values(),
        vector.requests7d(),
        vector.outputTokens7d(),
        vector.links(),
        strands);
  }

  private static int slot(List<Set<Long>> slots, long key) {
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot).contains(key)) {
        return slot;
      }
    }
    return -1;
  }
}
