package io.stillwatch.detector.crowding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detector.forest.IsolationForest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the counts of a forest against accounts counted one by one. */
class GroupForestTest {
  private static final int SPOT = 4;
  private static final int PERSONAS = 3;
  private static final FeatureGroup GROUP = Town.GROUPS.get(0);

  private static RankedCrowd before;
  private static RankedCrowd now;
  private static GroupForest crowded;
  private static IsolationForest forest;

  @BeforeAll
  static void grow() {
    Town town = new Town(21, 3000).withCampaign(60).withOffices(20, 4);
    CrowdingSettings settings = new CrowdingSettings(4, 1024, 16, 0, 1, 3, 1, 5);
    boolean[] known = {true, true, true};
    before = new RankedCrowd(town.baseline(), known, settings);
    now = new RankedCrowd(town.tonight(), known, settings);
    crowded = GroupForest.of(GROUP, before, now, PERSONAS, settings, 0, 9);
    forest = crowded.forest();
  }

  @Test
  void crowding_ofANode_isThatOfAccountsCountedOneByOne() {
    for (int node = 0; node < forest.nodes(); node++) {
      for (int persona = 0; forest.depth(node) == SPOT && persona < PERSONAS; persona++) {
        double was = count(before, node, persona, true);
        double is = count(now, node, persona, false);
        double root =
            PoissonRates.signedRoot(
                Math.max(0, is - 1),
                count(now, -1, persona, false) - 1,
                was,
                count(before, -1, persona, true));
        assertThat(crowded.crowding(node, persona)).isCloseTo((float) root, within(1e-3f));
        assertThat(crowded.there(node, persona)).isCloseTo((float) is, within(1e-2f));
      }
    }
  }

  @Test
  void crowding_belowASpot_isNeverLess() {
    int higher = 0;
    for (int node = 0; node < forest.nodes(); node++) {
      for (int persona = 0; forest.depth(node) > SPOT && persona < PERSONAS; persona++) {
        float above = crowded.crowding(forest.parent(node), persona);
        assertThat(crowded.crowding(node, persona)).isGreaterThanOrEqualTo(above);
        higher += crowded.crowding(node, persona) > above ? 1 : 0;
      }
    }
    assertThat(higher).isPositive();
  }

  @Test
  void crowdedNode_ofALeaf_isTheHighestThatIsAsCrowded() {
    int above = 0;
    for (int leaf = 0; leaf < forest.nodes(); leaf++) {
      int node = crowded.crowdedNode(leaf, 1);
      assertThat(crowded.crowding(node, 1)).isEqualTo(crowded.crowding(leaf, 1));
      if (forest.depth(node) > SPOT) {
        assertThat(crowded.crowding(forest.parent(node), 1)).isLessThan(crowded.crowding(node, 1));
      }
      above += node == leaf ? 0 : 1;
    }
    assertThat(above).isPositive();
  }

  /** Accounts of a persona below a node, or all; of an organisation of many, three. */
  private static double count(RankedCrowd crowd, int node, int persona, boolean trustedOnly) {
    int[] sizes = crowd.crowd().organisationSizes(trustedOnly);
    int[] leaves = new int[forest.lanes()];
    double count = 0;
    for (int account = 0; account < crowd.size(); account++) {
      crowd.leaves(account, crowded, leaves);
      boolean counts =
          crowd.persona(account) == persona && (crowd.isTrusted(account) || !trustedOnly);
      if (counts && (node < 0 || passes(leaves, node))) {
        count += Math.min(1, 3.0 / sizes[crowd.crowd().organisations()[account]]);
      }
    }
    return count;
  }

  private static boolean passes(int[] leaves, int node) {
    for (int tree = 0; tree < forest.trees(); tree++) {
      for (int at = leaves[tree]; at >= 0; at = forest.parent(at)) {
        if (at == node) {
          return true;
        }
      }
    }
    return false;
  }
}
