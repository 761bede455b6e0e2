package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.calibration.TypicalValue;
import io.stillwatch.detector.personas.Persona;
import io.stillwatch.detector.personas.Personas;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ModelBundle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final PopulationFixture PEOPLE = new PopulationFixture(31);
  private static List<FeatureVector> strangers;
  private static List<FeatureVector> pool;
  private static ModelBundle bundle;
  private static Judge judge;

  @BeforeAll
  static void train() {
    strangers = PEOPLE.strangers(3000);
    pool = IntStream.range(0, 60).mapToObj(i -> harvester(i).vector()).toList();
    bundle = Training.fit(PEOPLE.input(strangers, pool));
    judge = Judge.of(bundle);
  }

  private static PopulationFixture.Person harvester(int i) {
    return PEOPLE
        .person("harvester-" + i)
        .prompting("think aloud")
        .with(LinkFamily.INSTRUMENT, "virtual card " + i / 5);
  }

  @Test
  void judge_coreOfANetwork_isSoft() {
    for (FeatureVector member : pool) {
      Verdict verdict = judge.judge(member);
      assertThat(verdict.band()).isEqualTo(Band.SOFT);
      assertThat(verdict.networkId()).startsWith("net-");
      assertThat(verdict.risk()).isBetween(0.75, 0.9);
    }
  }

  @Test
  void judge_memberWithFewRequests_isStillSoft() {
    assertThat(judge.judge(harvester(3).calling(2).vector()).band()).isEqualTo(Band.SOFT);
  }

  @Test
  void judge_honestAccounts_areHardlyEverWatchedAndNeverSoft() {
    List<Verdict> verdicts = strangers.stream().map(judge::judge).toList();

    assertThat(verdicts).noneMatch(verdict -> verdict.band() == Band.SOFT);
    assertThat(verdicts.stream().filter(verdict -> verdict.band() == Band.WATCH).count())
        .isLessThan(30);
    assertThat(verdicts).allMatch(verdict -> verdict.networkId().isEmpty());
  }

  @Test
  void judge_oddAccount_isWatchedAndRarerThanMost() {
    Verdict verdict = judge.judge(PEOPLE.person("odd").odd().vector());

    assertThat(verdict.band()).isEqualTo(Band.WATCH);
    assertThat(verdict.rarerThanOneIn())
        .isEqualTo(bundle.getCalibration().getHonestScoresCount() + 1L);
    assertThat(verdict.risk()).isBetween(0.5, 0.75);
  }

  @Test
  void judge_newcomerWithFrameAndCard_isSoftFromTheFirstCall() {
    Verdict verdict =
        judge.judge(
            PEOPLE
                .person("newcomer")
                .prompting("think aloud")
                .with(LinkFamily.INSTRUMENT, "virtual card 2")
                .calling(1)
                .vector());

    assertThat(verdict.band()).isEqualTo(Band.SOFT);
    assertThat(verdict.networkId()).isEqualTo(bundle.getNetworks().getNetworks(0).getId());
  }

  @Test
  void judge_fewRequests_isUnknown() {
    Verdict verdict = judge.judge(PEOPLE.person("new").odd().calling(29).vector());

    assertThat(verdict.band()).isEqualTo(Band.UNKNOWN);
    assertThat(verdict.risk()).isZero();
    assertThat(verdict.rarerThanOneIn()).isEqualTo(1);
  }

  @Test
  void explain_oddAccount_namesValuesWithTheirRange() {
    List<Reason> reasons = judge.explain(PEOPLE.person("odd").odd().vector());

    assertThat(reasons.get(0).bits()).isPositive();
    assertThat(reasons.get(0).value()).startsWith("400");
    assertThat(reasons.get(0).typicalRange()).contains(" to ");
    assertThat(reasons.get(0).fact()).isFalse();
    assertThat(reasons.get(0).text())
        .contains("above the middle 90 % of")
        .endsWith(" Higher than 100.0 % of the baseline.");
    assertThat(reasons.get(0).percentile()).isEqualTo(1);
  }

  @Test
  void explain_personaOfEnoughAccounts_comparesWithItsMembers() {
    ModelBundle.Builder halfKnown = bundle.toBuilder();
    halfKnown
        .getPersonasBuilder()
        .getPersonasBuilderList()
        .forEach(persona -> persona.setAccounts(100 - persona.getNumber() % 2));
    Judge half = Judge.of(halfKnown.build());
    Personas personas = Personas.read(halfKnown.getPersonas());
    Set<Boolean> seen = new HashSet<>();
    for (FeatureVector vector : strangers) {
      Persona persona = personas.nearest(Training.row(vector)).persona();
      seen.add(persona.isKnownWell());
      half.explain(vector).forEach(reason -> assertComparesWith(persona, reason));
    }
    assertThat(seen).containsExactlyInAnyOrder(true, false);
  }

  /** With the members of the persona if there are 100, else with all. */
  private static void assertComparesWith(Persona persona, Reason reason) {
    int feature = FeatureCatalogue.names().indexOf(reason.name());
    String words = " of its peers (persona %d, 100 accounts): ".formatted(persona.number());
    boolean isEnough = persona.number() % 2 == 0;
    TypicalValue ofAll = TypicalValue.read(bundle.getCalibration().getTypicalRanges(feature));
    TypicalValue typical = isEnough ? persona.typicalValues().get(feature) : ofAll;
    assertThat(reason.text().contains(words)).as(reason.text()).isEqualTo(isEnough);
    assertThat(reason.text().contains("peers")).as(reason.text()).isEqualTo(isEnough);
    assertThat(reason.typicalRange()).startsWith(typical.text());
  }

  @Test
  void explain_featureThatThePersonaLacks_comparesWithAll() {
    ModelBundle.Builder lacking = bundle.toBuilder();
    lacking
        .getPersonasBuilder()
        .getPersonasBuilderList()
        .forEach(persona -> persona.setAccounts(412).getTypicalRangesBuilder(4).clear());
    Judge other = Judge.of(lacking.build());

    String name = FeatureCatalogue.names().get(4);
    for (Reason reason : other.explain(PEOPLE.person("odd").odd().vector())) {
      assertThat(reason.text().contains("412 accounts")).isEqualTo(!reason.name().equals(name));
      assertThat(reason.typicalRange()).isNotEmpty();
    }
  }

  @Test
  void explain_bundleWithoutPersonas_comparesWithAll() {
    Judge older = Judge.of(bundle.toBuilder().clearPersonas().build());

    assertThat(older.explain(PEOPLE.person("odd").odd().vector()))
        .hasSizeGreaterThan(5)
        .noneMatch(reason -> reason.text().contains("peers"))
        .allMatch(reason -> reason.text().matches(".*above the middle 90 % of [0-9.]+ to .*"));
  }

  @Test
  void of_personasOfOtherFeatures_isRejected() {
    ModelBundle.Builder other = bundle.toBuilder();
    other.setPersonas(Personas.fit(new float[][] {{1, 2}, {3, 4}}, 2, 1).write());

    assertThatExceptionOfType(BundleRejected.class)
        .isThrownBy(() -> Judge.of(other.build()))
        .withMessageContaining("personas of 2 features");
    assertRejected(bundle.toBuilder().setPersonas(io.stillwatch.v1.Personas.newBuilder()).build());
  }

  @Test
  void fit_trustedHalf_isInPersonas() {
    assertThat(bundle.getPersonas().getPersonasCount()).isEqualTo(12);
    int accounts =
        bundle.getPersonas().getPersonasList().stream().mapToInt(p -> p.getAccounts()).sum();

    // The other half calibrates.
    assertThat(accounts).isBetween(1300, 1700);
    assertThat(bundle.getPersonas())
        .isEqualTo(Training.fit(PEOPLE.input(strangers, pool)).getPersonas());
  }

  @Test
  void explain_member_beginsWithWhatItsNetworkShares() {
    List<Reason> reasons = judge.explain(pool.get(0));

    assertThat(reasons.get(0).name()).startsWith("network.");
    assertThat(reasons.get(0).fact()).isTrue();
    assertThat(reasons)
        .anyMatch(reason -> reason.text().contains("60 of 60 share a way of paying"));
    assertThat(reasons)
        .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.bits()), Math.abs(a.bits())));
  }

  @Test
  void explain_fewRequests_saysSo() {
    assertThat(judge.explain(PEOPLE.person("new").calling(3).vector()))
        .anyMatch(reason -> reason.text().startsWith("Only 3 requests"));
  }

  @Test
  void fit_goodDays_passesItsGates() {
    assertThat(bundle.getManifest().getGatesList())
        .hasSize(4)
        .allSatisfy(gate -> assertThat(gate.getPassed()).as(gate.getText()).isTrue());
    assertThat(bundle.getManifest().getVersion()).matches("2026-11-21T00-00-00Z-[0-9a-f]{6}");
    assertThat(bundle.getManifest().getBaselineDaysList())
        .containsExactly("2026-11-14", "2026-11-15", "2026-11-16");
    assertThat(bundle.getManifest().getProvenance()).contains("IsolationForestTrainer");
    assertThat(bundle.getCalibration().hasWatchScore()).isTrue();
  }

  @Test
  void fit_sameInput_judgesTheSame() {
    Judge again = Judge.of(Training.fit(PEOPLE.input(strangers, pool)));

    for (FeatureVector vector : strangers.subList(0, 200)) {
      assertThat(again.judge(vector)).isEqualTo(judge.judge(vector));
    }
  }

  @Test
  void fit_mostAccountsInOneNetwork_failsAGate() {
    List<FeatureVector> many =
        IntStream.range(0, 200).mapToObj(i -> harvester(i).vector()).toList();
    ModelBundle model = Training.fit(PEOPLE.input(strangers.subList(0, 600), many));

    assertThat(model.getManifest().getGatesList())
        .filteredOn(gate -> !gate.getPassed())
        .extracting(Gate::getText)
        .containsExactly("200 of 800 accounts would be at soft; at most 20 % may be");
  }

  @Test
  void fit_tooLittle_saysWhatIsShort() {
    TrainingInput full = PEOPLE.input(strangers.subList(0, 199), List.of());
    DayOfVectors first = PopulationFixture.baselineDays(strangers.subList(0, 199)).get(0);

    assertThatIllegalStateException()
        .isThrownBy(() -> Training.fit(full))
        .withMessageContaining("199 trusted baseline accounts, 200 are needed");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Training.fit(
                    new TrainingInput(
                        BaselineDays.of(List.of(first)), full.today(), 1, null, full.trainedAt())))
        .withMessageContaining("1 baseline days, 2 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TrainingInput(
                    BaselineDays.of(List.of(full.today())),
                    full.today(),
                    1,
                    null,
                    full.trainedAt()))
        .withMessageContaining("2026-11-20");
  }

  @Test
  void fit_fewUnits_watchesNobodyForOddness() {
    ModelBundle small = Training.fit(PEOPLE.input(strangers.subList(0, 400), List.of()));

    assertThat(small.getCalibration().hasWatchScore()).isFalse();
    assertThat(Judge.of(small).judge(PEOPLE.person("odd").odd().vector()).band())
        .isEqualTo(Band.NONE);
  }

  @Test
  void fit_missingValues_areJudgedWithoutNonsense() {
    List<FeatureVector> gaps = new ArrayList<>();
    for (FeatureVector vector : strangers) {
      vector.values()[1] = vector.requests7d() % 3 == 0 ? Double.NaN : vector.values()[1];
      gaps.add(vector);
    }
    Judge withGaps = Judge.of(Training.fit(PEOPLE.input(gaps, List.of())));

    FeatureVector empty = PEOPLE.person("empty").vector();
    java.util.Arrays.fill(empty.values(), Double.NaN);
    assertThat(withGaps.judge(empty).risk()).isBetween(0.0, 1.0);
    assertThat(withGaps.explain(empty)).allMatch(reason -> Double.isFinite(reason.bits()));
  }

  @Test
  void of_otherFeatures_isRejected() {
    ModelBundle.Builder other = bundle.toBuilder();
    other.getSchemaBuilder().setFingerprint("another");

    assertThatExceptionOfType(BundleRejected.class)
        .isThrownBy(() -> Judge.of(other.build()))
        .withMessageContaining("\"another\"");
  }

  @Test
  void of_incompleteBundle_isRejected() {
    assertRejected(ModelBundle.getDefaultInstance());
    assertRejected(bundle.toBuilder().clearForest().build());
    assertRejected(bundle.toBuilder().clearCalibration().build());
    assertRejected(bundle.toBuilder().clearManifest().build());
    assertRejected(bundle.toBuilder().clearSchema().build());
    ModelBundle.Builder nan = bundle.toBuilder();
    nan.getCalibrationBuilder().setHonestScores(0, Double.NaN);
    assertRejected(nan.build());
  }

  private static void assertRejected(ModelBundle broken) {
    assertThatExceptionOfType(BundleRejected.class).isThrownBy(() -> Judge.of(broken));
  }

  @Test
  void fit_manyAccounts_takesSeconds() {
    assertThat(FeatureCatalogue.size()).isGreaterThanOrEqualTo(12);
    PopulationFixture many = new PopulationFixture(5);
    TrainingInput input = many.input(many.strangers(20_000), List.of());

    assertThat(Training.fit(input).getManifest().getAccounts()).isEqualTo(20_000);
  }
}
