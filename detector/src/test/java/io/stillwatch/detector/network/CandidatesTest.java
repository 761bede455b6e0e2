package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.chance.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {
  private static ContentKey key(int number, double before, int[] accounts) {
    NumberSet carriers = new NumberSet();
    Arrays.stream(accounts).sorted().forEach(carriers::add);
    return new ContentKey(
        "affix",
        false,
        number,
        Set.of((long) number),
        Map.of(),
        false,
        carriers,
        carriers.cardinality(),
        before,
        Set.of(),
        -30,
        ContentKey.Interest.HOT);
  }

  private static Population people(int count) {
    return new Population(new PopulationFixture(1).strangers(count));
  }

  /** What the class says, asked of each pair. */
  private static boolean areOne(ContentKey one, ContentKey other) {
    Set<Integer> both = new HashSet<>(one.accounts().stream().boxed().toList());
    both.retainAll(other.accounts().stream().boxed().toList());
    int small = Math.min(one.units(), other.units());
    int large = Math.max(one.units(), other.units());
    return 4 * small >= large
        && (2 * both.size() >= small + large - both.size()
            || (one.novel() && other.novel() && both.size() >= 4 && both.size() >= 0.4 * small));
  }

  private static Set<Set<Integer>> byPairs(List<ContentKey> keys) {
    Groups groups = new Groups();
    keys.forEach(key -> groups.add());
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (areOne(keys.get(i), keys.get(j))) {
          groups.join(i, j);
        }
      }
    }
    Set<Set<Integer>> sets = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      int group = groups.of(i);
      sets.add(
          new HashSet<>(
              IntStream.range(0, keys.size()).filter(k -> groups.of(k) == group).boxed().toList()));
    }
    return sets;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void of_keysThatOverlap_joinsThoseThatEachPairSays(long seed) {
    Dice dice = new Dice(seed);
    List<ContentKey> keys = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      int from = dice.below(400);
      int[] accounts =
          IntStream.range(from, from + 8 + dice.below(60))
              .filter(unused -> dice.unit() < 0.9)
              .toArray();
      keys.add(key(number, dice.below(2) * 20, accounts));
    }

    Set<Set<Integer>> found = new HashSet<>();
    for (Candidate candidate : Candidates.of(keys, people(500))) {
      found.add(new HashSet<>(candidate.content().stream().map(ContentKey::cluster).toList()));
    }

    assertThat(found).isEqualTo(byPairs(keys)).hasSizeBetween(3, 119);
  }

  /** Somebody who can pay for accounts writes prompts so that there is much to compare. */
  @Test
  @Timeout(60)
  void of_fiftyThousandKeysOfOneFlood_areCandidatesOfTheirOwn() {
    int flood = 50_000;
    Population people = people(flood);
    List<ContentKey> keys = new ArrayList<>();
    for (int number = 0; number < flood; number++) {
      int own = number;
      int[] accounts =
          IntStream.range(0, 8)
              .map(place -> (int) Math.floorMod(own + Dice.mix(place + 1L), (long) flood))
              .distinct()
              .toArray();
      keys.add(key(number, 0, accounts));
    }

    assertThat(Candidates.of(keys, people)).hasSize(flood);
  }

  @Test
  void representatives_ofAUnitWithSeveralAccounts_areTheOnesWithTheMostRequests() {
    PopulationFixture people = new PopulationFixture(1);
    Population today =
        new Population(
            List.of(
                people.person("a").of("office").calling(5).vector(),
                people.person("b").calling(1).vector(),
                people.person("c").of("office").calling(9).vector(),
                people.person("d").of("office").calling(9).vector()));

    Candidate candidate = Candidate.of(List.of(key(1, 0, new int[] {0, 1, 2, 3})), today);

    assertThat(candidate.members()).containsExactly(0, 1, 2, 3);
    assertThat(candidate.representatives()).containsExactly(2, 1);
  }
}
