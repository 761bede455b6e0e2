package io.stillwatch.detector.crowding;

import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.work.Crew;
import io.stillwatch.detector.work.Progress;
import java.util.Arrays;

/** A crowd with its values as ranks among its own trusted accounts. Immutable. */
final class RankedCrowd {
  private final Crowd crowd;
  private final float[][] ranks;
  private final int[] organisationSizes;
  private final int[] trustedSizes;
  private final int[] trustedOrganisations;

  RankedCrowd(Crowd crowd, boolean[] isKnown, CrowdingSettings settings) {
    this.crowd = crowd;
    this.ranks = new float[crowd.size()][];
    this.organisationSizes = crowd.organisationSizes(false);
    this.trustedSizes = crowd.organisationSizes(true);
    this.trustedOrganisations = trustedOrganisations(crowd);
    RelativeValues values = RelativeValues.of(crowd, isKnown, settings.seed());
    Crew.shareStretches(
        settings.threads(),
        ranks.length,
        Progress.UNHEARD,
        (first, end) -> {
          for (int account = first; account < end; account++) {
            ranks[account] =
                values.of(crowd.rows()[account], crowd.personas()[account], crowd.ids()[account]);
          }
        });
  }

  Crowd crowd() {
    return crowd;
  }

  int size() {
    return ranks.length;
  }

  int persona(int account) {
    return crowd.personas()[account];
  }

  boolean isTrusted(int account) {
    return crowd.trusted()[account];
  }

  /** Writes the leaves that an account ends in. */
  void leaves(int account, GroupForest forest, int[] leaves) {
    forest.leaves(ranks[account], leaves);
  }

  /** The trusted accounts' ranks of a group's features. */
  float[][] trustedRows(FeatureGroup group) {
    float[][] rows = new float[crowd.trustedCount()][group.columns().length];
    int size = 0;
    for (int account = 0; account < ranks.length; account++) {
      if (isTrusted(account)) {
        group.take(ranks[account], rows[size++]);
      }
    }
    return rows;
  }

  /** The organisations of {@link #trustedRows}, numbered without gaps. */
  int[] trustedOrganisations() {
    return trustedOrganisations;
  }

  /** The masses of all accounts, or of the trusted ones only. */
  LeafMasses masses(
      IsolationForest forest, FeatureGroup group, int personas, int most, boolean trustedOnly) {
    LeafMasses masses = new LeafMasses(forest, personas);
    int[] sizes = trustedOnly ? trustedSizes : organisationSizes;
    int[] leaves = new int[forest.lanes()];
    float[] values = new float[group.columns().length];
    for (int account = 0; account < ranks.length; account++) {
      if (!trustedOnly || isTrusted(account)) {
        group.take(ranks[account], values);
        forest.leaves(values, leaves);
        int members = sizes[crowd.organisations()[account]];
        masses.add(persona(account), leaves, forest.trees(), members, most);
      }
    }
    masses.sumUp(forest);
    return masses;
  }

  private static int[] trustedOrganisations(Crowd crowd) {
    int[] organisations = new int[crowd.trustedCount()];
    int size = 0;
    for (int account = 0; account < crowd.size(); account++) {
      if (crowd.trusted()[account]) {
        organisations[size++] = crowd.organisations()[account];
      }
    }
    return numberedWithoutGaps(organisations);
  }

  private static int[] numberedWithoutGaps(int[] organisations) {
    int[] sorted = Arrays.stream(organisations).sorted().distinct().toArray();
    int[] numbers = new int[organisations.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.binarySearch(sorted, organisations[i]);
    }
    return numbers;
  }
}
