package io.stillwatch.detector.crowding;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.forest.ForestSettings;
import io.stillwatch.detector.work.Crew;
import io.stillwatch.detector.work.Progress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How crowded each account's spot has become since the baseline. A crowd where there was none is a
 * campaign, a launch, or a class: crowding proposes and never accuses.
 *
 * <p>Values become {@linkplain RelativeValues ranks among peers}, a {@link GroupForest} for each
 * group of features compares tonight with the baseline, and a last answer comes from trees of a few
 * features of all groups, of which the most crowded tenth counts. Each answer is put on the scale
 * of tonight's trusted accounts: 0 is their median, 2.33 what one in a hundred of them exceeds; so
 * fewer than one in a hundred of them in a campaign that has grown old do not stretch it. The score
 * is the largest answer: the more groups, the more accounts exceed a score. It ranks; a threshold
 * is to be calibrated on honest accounts. Why this form: detector/RATIONALE.md; figures:
 * docs/crowding.md.
 *
 * <p>A nightly or hourly batch. Costs a walk through all trees for each account of both crowds and
 * another tonight, and a rank for each value; three floats a node and persona, two longs while a
 * forest is made, and the ranks of both crowds. Immutable.
 */
public final class Crowding {
  /** The name of the group that looks at features of all others. */
  public static final String SUBSETS = "subsets";

  private static final int TOP_SHARE = 10;
  private static final int LEAST_MEMBERS = 200;
  private static final double SCALED_SHARE = 0.99;
  private static final double NORMAL_AT_SCALED_SHARE = 2.326;

  private final CrowdingSettings settings;
  private final List<FeatureGroup> groups;
  private final RankedCrowd tonight;
  private final GroupForest[] forests;
  private final float[][] answers;

  private Crowding(
      RankedCrowd tonight,
      List<FeatureGroup> groups,
      GroupForest[] forests,
      CrowdingSettings settings) {
    this.settings = settings;
    this.groups = groups;
    this.tonight = tonight;
    this.forests = forests;
    this.answers = new float[groups.size() + (settings.subsetForests() > 0 ? 1 : 0)][];
    Arrays.setAll(answers, unused -> new float[tonight.size()]);
    Crew.shareStretches(settings.threads(), tonight.size(), Progress.UNHEARD, this::ask);
    Arrays.stream(answers).forEach(this::standardise);
  }

  /**
   * Compares two crowds whose rows have the same features. A persona with fewer than 200 trusted
   * members on either night is measured by all trusted accounts on both. Throws
   * IllegalArgumentException for crowds or groups that do not fit each other, and for a baseline of
   * fewer than two trusted accounts.
   *
   * @param baseline accounts as they were, as many young ones among them as tonight; the trusted
   *     ones count, and trees are grown on them
   * @param tonight all accounts as they are
   * @param groups at least one; features of no group take no part
   * @param progress hears of each forest
   */
  public static Crowding of(
      Crowd baseline,
      Crowd tonight,
      List<FeatureGroup> groups,
      CrowdingSettings settings,
      Progress progress) {
    check(baseline, tonight, groups);
    int personas = Math.max(baseline.personaCount(), tonight.personaCount());
    boolean[] isKnown = known(baseline.trustedMembers(personas), tonight.trustedMembers(personas));
    RankedCrowd before = new RankedCrowd(baseline, isKnown, settings);
    RankedCrowd now = new RankedCrowd(tonight, isKnown, settings);
    GroupForest[] forests = new GroupForest[groups.size() + settings.subsetForests()];
    FeatureGroup all = all(groups);
    Crew.share(
        settings.threads(),
        forests.length,
        progress,
        () ->
            number -> {
              boolean isGroup = number < groups.size();
              forests[number] =
                  GroupForest.of(
                      isGroup ? groups.get(number) : all,
                      before,
                      now,
                      personas,
                      settings,
                      isGroup ? ForestSettings.ALL : settings.subsetFeatures(),
                      Dice.mix(settings.seed() + number));
            });
    return new Crowding(now, List.copyOf(groups), forests, settings);
  }

  private static void check(Crowd baseline, Crowd tonight, List<FeatureGroup> groups) {
    require(!groups.isEmpty(), "no group of features to look at");
    require(baseline.trustedCount() >= 2, baseline.trustedCount() + " trusted baseline accounts");
    require(tonight.trustedCount() >= 1, "no trusted account tonight");
    int columns = baseline.rows()[0].length;
    require(
        tonight.rows()[0].length == columns,
        tonight.rows()[0].length + " values in a row tonight, " + columns + " on the baseline");
    Set<String> names = new HashSet<>(Set.of(SUBSETS));
    for (FeatureGroup group : groups) {
      require(names.add(group.name()), "two groups are called " + group.name());
      for (int column : group.columns()) {
        require(column >= 0 && column < columns, "column " + column + " of " + group.name());
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("cannot compare crowds: " + otherwise);
    }
  }

  /** Personas with too few trusted members on either night are measured by all, on both. */
  private static boolean[] known(int[] before, int[] now) {
    boolean[] known = new boolean[before.length];
    for (int persona = 0; persona < known.length; persona++) {
      known[persona] = Math.min(before[persona], now[persona]) >= LEAST_MEMBERS;
    }
    return known;
  }

  public int accounts() {
    return tonight.size();
  }

  /** The largest of an account's {@link #answers}. */
  public double score(int account) {
    return answers[strongest(account)][account];
  }

  /** Of all accounts. */
  public double[] scores() {
    double[] scores = new double[accounts()];
    Arrays.setAll(scores, this::score);
    return scores;
  }

  /** The name of the group whose answer is the largest, or {@link #SUBSETS}. */
  public String carriedBy(int account) {
    int group = strongest(account);
    return group < groups.size() ? groups.get(group).name() : SUBSETS;
  }

  /** The answer of each group, in their order, and of {@link #SUBSETS} last. */
  public double[] answers(int account) {
    double[] all = new double[answers.length];
    Arrays.setAll(all, group -> answers[group][account]);
    return all;
  }

  /**
   * The places of the features that carried the largest answer, the heaviest first: those that lead
   * to crowded nodes, by how crowded these are.
   */
  public List<Integer> features(int account) {
    Map<Integer, Double> weights = new HashMap<>();
    for (GroupForest forest : forestsOf(strongest(account))) {
      int[] leaves = new int[forest.lanes()];
      tonight.leaves(account, forest, leaves);
      for (int tree = 0; tree < forest.trees(); tree++) {
        int node = forest.crowdedNode(leaves[tree], tonight.persona(account));
        double weight = Math.max(0, forest.crowding(node, tonight.persona(account)));
        for (int feature : forest.featuresAbove(node)) {
          weights.merge(feature, weight * weight, Double::sum);
        }
      }
    }
    return weights.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  RankedCrowd tonight() {
    return tonight;
  }

  List<FeatureGroup> groups() {
    return groups;
  }

  GroupForest forest(int group) {
    return forests[group];
  }

  float answer(int group, int account) {
    return answers[group][account];
  }

  private List<GroupForest> forestsOf(int group) {
    return group < groups.size()
        ? List.of(forests[group])
        : List.of(forests).subList(groups.size(), forests.length);
  }

  private int strongest(int account) {
    int strongest = 0;
    for (int group = 1; group < answers.length; group++) {
      strongest = answers[group][account] > answers[strongest][account] ? group : strongest;
    }
    return strongest;
  }

  private void ask(int first, int end) {
    int[] leaves = new int[forests[0].lanes()];
    float[] subsets = new float[settings.subsetForests() * settings.trees()];
    for (int account = first; account < end; account++) {
      int persona = tonight.persona(account);
      for (int number = 0; number < forests.length; number++) {
        tonight.leaves(account, forests[number], leaves);
        if (number < groups.size()) {
          answers[number][account] = forests[number].meanCrowding(leaves, persona);
        } else {
          int place = (number - groups.size()) * settings.trees();
          for (int tree = 0; tree < settings.trees(); tree++) {
            subsets[place + tree] = forests[number].crowding(leaves[tree], persona);
          }
        }
      }
      if (subsets.length > 0) {
        answers[groups.size()][account] = meanOfTop(subsets);
      }
    }
  }

  private static float meanOfTop(float[] crowding) {
    Arrays.sort(crowding);
    int top = Math.max(1, crowding.length / TOP_SHARE);
    float sum = 0;
    for (int i = crowding.length - top; i < crowding.length; i++) {
      sum += crowding[i];
    }
    return sum / top;
  }

  private void standardise(float[] answer) {
    float[] honest = new float[answer.length];
    int size = 0;
    for (int account = 0; account < answer.length; account++) {
      if (tonight.isTrusted(account)) {
        honest[size++] = answer[account];
      }
    }
    Arrays.sort(honest, 0, size);
    float median = size == 0 ? 0 : honest[size / 2];
    float spread = size == 0 ? 0 : honest[(int) (SCALED_SHARE * size)] - median;
    for (int account = 0; account < answer.length; account++) {
      float above = answer[account] - median;
      answer[account] = (float) (spread > 0 ? above / spread * NORMAL_AT_SCALED_SHARE : above);
    }
  }

  private static FeatureGroup all(List<FeatureGroup> groups) {
    return new FeatureGroup(
        SUBSETS,
        groups.stream()
            .flatMapToInt(group -> Arrays.stream(group.columns()))
            .sorted()
            .distinct()
            .toArray());
  }
}
