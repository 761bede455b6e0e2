package io.stillwatch.detector.crowding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detector.forest.ForestGrower;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.work.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdingTest {
  private static final int ACCOUNTS = 12_000;
  private static final CrowdingSettings SETTINGS = new CrowdingSettings(8, 2048, 16, 2, 3, 3, 2, 5);

  private static Crowding crowding(Town town) {
    return Crowding.of(town.baseline(), town.tonight(), Town.GROUPS, SETTINGS, Progress.UNHEARD);
  }

  private static long above(Crowding crowding, double score, int first, int end) {
    return IntStream.range(first, end).filter(i -> crowding.score(i) > score).count();
  }

  @Test
  void score_newcomersAlike_isHighAndSaysWhere() {
    Crowding crowding = crowding(new Town(1, ACCOUNTS).withCampaign(80));

    assertThat(above(crowding, 6, ACCOUNTS, ACCOUNTS + 80)).isGreaterThan(70);
    // Neighbours of the crowd.
    assertThat(above(crowding, 6, 0, ACCOUNTS)).isLessThan(25);
    int member = ACCOUNTS + 17;
    assertThat(crowding.carriedBy(member)).isEqualTo("tempo");
    assertThat(crowding.features(member)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(crowding.answers(member)).hasSize(3);
    assertThat(crowding.answers(member)[0]).isEqualTo(crowding.score(member));
  }

  @Test
  void score_nothingChanged_hasOneInAHundredAboveItsScale() {
    Crowding crowding = crowding(new Town(2, ACCOUNTS));

    // Three answers, each with one in a hundred above 2.326.
    assertThat(above(crowding, 2.33, 0, ACCOUNTS)).isBetween(120L, 360L);
    assertThat(above(crowding, 6, 0, ACCOUNTS)).isZero();
  }

  @Test
  void score_personaDrifts_raisesNoAlarm() {
    Crowding crowding = crowding(new Town(3, ACCOUNTS).withDrift());

    assertThat(above(crowding, 6, 0, ACCOUNTS)).isZero();
    // A third of the accounts drifted, and no more than their share is near the top.
    long drifted =
        IntStream.range(0, ACCOUNTS).filter(i -> i % 3 == 0 && crowding.score(i) > 3).count();
    assertThat(drifted).isLessThan(above(crowding, 3, 0, ACCOUNTS) / 2 + 5);
  }

  @Test
  void score_campaignWithinADrift_isStillHigh() {
    Crowding crowding = crowding(new Town(4, ACCOUNTS).withCampaign(80).withDrift());

    assertThat(above(crowding, 5, ACCOUNTS, ACCOUNTS + 80)).isGreaterThan(70);
  }

  @Test
  void score_oneOrganisation_countsAsAFew() {
    Crowding strangers = crowding(new Town(5, ACCOUNTS).withCampaign(300));
    Crowding office = crowding(new Town(5, ACCOUNTS).withOffice(300));

    assertThat(above(strangers, 5, ACCOUNTS, ACCOUNTS + 300)).isGreaterThan(290);
    assertThat(above(office, 5, ACCOUNTS, ACCOUNTS + 300)).isZero();
  }

  @Test
  void score_tellsInSeveralGroups_isSeenBySubsets() {
    Crowding crowding = crowding(new Town(13, ACCOUNTS).withSpreadCampaign(150));

    int[] bySubsets =
        IntStream.range(ACCOUNTS, ACCOUNTS + 150)
            .filter(i -> crowding.carriedBy(i).equals(Crowding.SUBSETS) && crowding.score(i) > 4)
            .toArray();
    assertThat(bySubsets).hasSizeGreaterThan(40);
    assertThat(crowding.features(bySubsets[0])).contains(0, 4, 5);
  }

  @Test
  void score_aFewAgedMembers_doNotStretchTheScale() {
    Crowding crowding = crowding(new Town(14, ACCOUNTS).withCampaign(80).withAged(40));

    assertThat(above(crowding, 4, ACCOUNTS, ACCOUNTS + 80)).isGreaterThan(70);
  }

  @Test
  void score_personaFallsBelowTheLeastSize_changesNothingForOthers() {
    for (int[] sizes : new int[][] {{205, 195}, {195, 205}}) {
      Town town = new Town(15, ACCOUNTS).withPersona(sizes[0], sizes[1]).withCampaign(80);
      Crowding crowding = crowding(town);

      int first = crowding.accounts() - 80;
      assertThat(above(crowding, 4, first, first + 80)).isGreaterThan(70);
      assertThat(above(crowding, 4, ACCOUNTS, first)).isLessThan(5);
    }
  }

  @Test
  void score_fewOfAnOrganisationTrusted_isNoCrowd() {
    for (int trusted : new int[] {10, 5, 1}) {
      Crowding crowding = crowding(new Town(16, 6000).withOffices(300, trusted));

      assertThat(above(crowding, 4, 6000, 9000)).as("%d of ten trusted", trusted).isLessThan(10);
    }
  }

  @Test
  void of_baselineMostlyOneOrganisation_growsOnTheOthers() {
    Town town = new Town(17, 2000);
    Crowd baseline = town.baseline();
    int[] oneOffice = baseline.organisations().clone();
    Arrays.fill(oneOffice, 0, 1900, 0);
    RankedCrowd ranked =
        new RankedCrowd(
            new Crowd(
                baseline.rows(),
                baseline.personas(),
                oneOffice,
                baseline.ids(),
                baseline.trusted()),
            new boolean[] {true, true, true},
            SETTINGS);
    IsolationForest forest =
        ForestGrower.of(SETTINGS.forest(0, 1))
            .grow(ranked.trustedRows(Town.GROUPS.get(0)), ranked.trustedOrganisations());
    assertThat(forest.sampleSize()).isEqualTo(103);
  }

  @Test
  void scores_anyNumberOfThreads_areTheSame() {
    Town town = new Town(6, 3000).withCampaign(40);
    double[] two = crowding(town).scores();
    Crowding alone =
        Crowding.of(
            town.baseline(),
            town.tonight(),
            Town.GROUPS,
            SETTINGS.withThreads(1),
            Progress.UNHEARD);
    assertThat(alone.scores()).isEqualTo(two);
  }

  @Test
  void of_progressThatThrows_isCancelled() {
    Town town = new Town(7, 3000);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () ->
                Crowding.of(
                    town.baseline(),
                    town.tonight(),
                    Town.GROUPS,
                    SETTINGS,
                    (done, of) -> {
                      throw new CancellationException("enough after " + done + " of " + of);
                    }))
        .withMessage("enough after 1 of 4");
  }

  @Test
  void cells_ofACampaign_areItsMembers() {
    Crowding crowding = crowding(new Town(8, ACCOUNTS).withCampaign(200));
    List<CrowdedCell> cells = CrowdedCells.of(crowding, 5, 10);

    CrowdedCell largest = cells.get(0);
    assertThat(largest.group()).isEqualTo("tempo");
    assertThat(largest.persona()).isEqualTo(1);
    assertThat(largest.name()).matches("tempo-[0-9a-f]{8}");
    long members = Arrays.stream(largest.members()).filter(i -> i >= ACCOUNTS).count();
    assertThat(members).isGreaterThan(150);
    assertThat(largest.members().length - members).isLessThan(30);
    assertThat(largest.there()).isGreaterThan(2 * largest.expected() + 20);
  }

  @Test
  void cells_withoutACrowd_areNone() {
    assertThat(CrowdedCells.of(crowding(new Town(9, ACCOUNTS)), 5, 5)).isEmpty();
  }

  @Test
  void name_membersMoreAnHourLater_isTheSame() {
    String first = largest(new Town(10, ACCOUNTS).withCampaign(200)).name();
    String later = largest(new Town(10, ACCOUNTS).withCampaign(230)).name();
    assertThat(later).isEqualTo(first);
  }

  private static CrowdedCell largest(Town town) {
    return CrowdedCells.of(crowding(town), 5, 10).get(0);
  }

  @Test
  void namedAfter_otherForestNextNight_keepsTheName() {
    Town town = new Town(11, ACCOUNTS).withCampaign(200);
    Town next = new Town(11, ACCOUNTS).withCampaign(240);
    CrowdingSettings otherSeed = new CrowdingSettings(8, 2048, 16, 2, 3, 3, 2, 99);
    List<CrowdedCell> before = CrowdedCells.of(crowding(town), 5, 10);
    List<CrowdedCell> after =
        CrowdedCells.of(
            Crowding.of(next.baseline(), next.tonight(), Town.GROUPS, otherSeed, Progress.UNHEARD),
            5,
            10);
    assertThat(after.get(0).name()).isNotEqualTo(before.get(0).name());

    List<CrowdedCell> named =
        CrowdedCells.namedAfter(before, town.tonight().ids(), after, next.tonight().ids());
    assertThat(named.get(0).name()).isEqualTo(before.get(0).name());
    assertThat(named.get(0).members()).isEqualTo(after.get(0).members());
    assertThat(named.stream().map(CrowdedCell::name).distinct().count()).isEqualTo(named.size());
  }

  @Test
  void namedAfter_cellThatSplit_givesNoNameTwice() {
    CrowdedCell whole = cell("tempo-x", 0, 1, 2, 3, 4, 5);
    List<CrowdedCell> halves = List.of(cell("tempo-x", 0, 1), cell("tempo-y", 2, 3, 4, 5));
    long[] ids = {10, 11, 12, 13, 14, 15};

    assertThat(CrowdedCells.namedAfter(List.of(whole), ids, halves, ids))
        .extracting(CrowdedCell::name)
        .containsExactly("tempo-x-2", "tempo-x");
  }

  @Test
  void namedAfter_otherGroupOrFewShared_keepsItsOwn() {
    CrowdedCell before = cell("content-x", 0, 1, 2, 3);
    List<CrowdedCell> other = List.of(cell("tempo-y", 0, 1, 2, 3));
    List<CrowdedCell> few = List.of(cell("content-y", 3, 4, 5, 6));
    long[] ids = {10, 11, 12, 13, 14, 15, 16};

    assertThat(CrowdedCells.namedAfter(List.of(before), ids, other, ids)).isEqualTo(other);
    assertThat(CrowdedCells.namedAfter(List.of(before), ids, few, ids)).isEqualTo(few);
  }

  private static CrowdedCell cell(String name, int... members) {
    String group = name.substring(0, name.indexOf('-'));
    return new CrowdedCell(name, group, 0, members, 1, members.length);
  }

  @Test
  void ranks_whateverTheScale_areUniform() {
    for (Crowd crowd :
        List.of(new Town(12, 9000).tonight(), new Town(12, 9000).withDrift().tonight())) {
      RelativeValues values = RelativeValues.of(crowd, new boolean[] {true, true, true}, 7);
      for (int column = 0; column < Town.COLUMNS; column++) {
        double[] sums = new double[2];
        for (int i = 0; i < crowd.size(); i += 3) {
          double rank = values.of(crowd.rows()[i], 0, crowd.ids()[i])[column];
          assertThat(rank).isBetween(0.0, 1.0);
          sums[0] += rank / 3000;
          sums[1] += rank * rank / 3000;
        }
        assertThat(sums[0]).isCloseTo(0.5, within(0.02));
        assertThat(sums[1]).isCloseTo(1.0 / 3, within(0.02));
      }
    }
  }

  @Test
  void ranks_missingAndUnheardOf_areMissing() {
    float[][] rows = {{1, Float.NaN}, {2, Float.NaN}, {3, Float.NaN}};
    Crowd crowd =
        new Crowd(
            rows,
            new int[3],
            new int[] {0, 1, 2},
            new long[] {7, 8, 9},
            new boolean[] {true, true, true});
    float[] ranks =
        RelativeValues.of(crowd, new boolean[] {true}, 7).of(new float[] {Float.NaN, 5}, 0, 1);
    assertThat(ranks).containsExactly(Float.NaN, Float.NaN);
    assertThat(RelativeValues.of(crowd, new boolean[] {true}, 7).of(new float[] {99, 5}, 0, 1)[0])
        .isGreaterThanOrEqualTo(0.75f);
  }

  @Test
  void signedRoot_counts_isKnown() {
    // 2 (20 ln(20/15) + 10 ln(10/15)) = 3.398: for equal exposures.
    assertThat(PoissonRates.signedRoot(20, 100, 10, 100)).isCloseTo(1.8434, within(1e-4));
    assertThat(PoissonRates.signedRoot(10, 100, 20, 100)).isCloseTo(-1.8434, within(1e-4));
    assertThat(PoissonRates.signedRoot(5, 100, 0, 100))
        .isCloseTo(Math.sqrt(10 * Math.log(2)), within(1e-12));
    assertThat(PoissonRates.signedRoot(20, 200, 10, 100)).isCloseTo(0, within(1e-6));
    assertThat(PoissonRates.signedRoot(0, 100, 0, 100)).isZero();
    assertThat(PoissonRates.signedRoot(3, 0, 3, 100)).isZero();
  }

  @Test
  void crowd_nonsense_isRefusedWithTheValue() {
    float[][] rows = {{1}, {2}};
    int[] ones = {0, 1};
    long[] ids = {1, 2};
    boolean[] trusted = {true, true};
    refused(() -> new Crowd(rows, new int[1], ones, ids, trusted), "1 personas");
    refused(() -> new Crowd(rows, new int[] {0, -1}, ones, ids, trusted), "-1 as the number of a");
    refused(() -> new Crowd(rows, ones, new int[] {0, 4}, ids, trusted), "4 as the number of an");
    refused(
        () -> new Crowd(new float[][] {{1}, {1, 2}}, ones, ones, ids, trusted),
        "2 values in a row");
    refused(() -> new FeatureGroup("twice", new int[] {1, 1}), "[1, 1]");
    refused(() -> new CrowdingSettings(8, 2048, 16, 2, 3, 0, 1, 5), "organisationMass = 0");
    Crowd crowd = new Crowd(rows, ones, ones, ids, trusted);
    refused(() -> Crowding.of(crowd, crowd, List.of(), SETTINGS, Progress.UNHEARD), "no group");
    refused(() -> new CrowdingSettings(0, 2048, 16, 2, 3, 3, 1, 5), "0 trees");
    Crowd nobody = new Crowd(rows, ones, ones, ids, new boolean[2]);
    List<FeatureGroup> first = List.of(new FeatureGroup("first", new int[] {0}));
    refused(() -> compare(nobody, crowd, first), "0 trusted baseline accounts");
    refused(() -> compare(crowd, nobody, first), "no trusted account tonight");
    Crowd wide = new Crowd(new float[][] {{1, 2}, {3, 4}}, ones, ones, ids, trusted);
    refused(() -> compare(crowd, wide, first), "2 values in a row tonight, 1 on the baseline");
    refused(
        () -> compare(crowd, crowd, List.of(new FeatureGroup("far", new int[] {7}))),
        "column 7 of far");
    refused(
        () -> compare(crowd, crowd, List.of(first.get(0), first.get(0))),
        "two groups are called first");
    float[][] endless = {{1}, {Float.POSITIVE_INFINITY}};
    refused(() -> new Crowd(endless, ones, ones, ids, trusted), "Infinity");
    refused(() -> CrowdedCells.of(crowding(new Town(1, 300)), 5, 1), "1 members make no crowd");
  }

  private static void compare(Crowd baseline, Crowd tonight, List<FeatureGroup> groups) {
    Crowding.of(baseline, tonight, groups, SETTINGS, Progress.UNHEARD);
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
