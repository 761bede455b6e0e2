package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.HotKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All frames here have the same bands, so that each is looked up by what the others are. */
class HotKeysTest {
  private static final long KEY = 0x1234_5678_9abc_def1L;
  private static final List<Long> BANDS = List.of(11L, 12L, 13L, 14L);

  private static HotKeys hot(String network, boolean novel, boolean variantsOnly) {
    HotKeys keys = new HotKeys();
    keys.add(hotKey(network, novel, variantsOnly));
    return keys;
  }

  private static HotKey hotKey(String network, boolean novel, boolean variantsOnly) {
    return HotKey.newBuilder()
        .setFamily(FamilyNumbers.of(LinkFamily.FRAME))
        .setKey(KEY)
        .addAllFrameBands(BANDS)
        .setNetworkId(network)
        .setNovel(novel)
        .setVariantsOnly(variantsOnly)
        .build();
  }

  /** Differs from {@link #KEY} in so many of its 32 places. */
  private static Frame differingIn(int places) {
    return new Frame(KEY ^ (1L << 2 * places) - 1, BANDS);
  }

  @Test
  void near_ofWhatManyHaveWordForWord_isAVariantAlone() {
    HotKeys keys = hot("net-1", true, true);

    assertThat(keys.near(differingIn(0))).containsEntry("net-1", true);
    assertThat(keys.near(differingIn(8))).containsEntry("net-1", true);
    assertThat(keys.near(differingIn(9))).isEmpty();
  }

  @Test
  void near_ofWhatEachWordsAnew_isWhatSharesBands() {
    assertThat(hot("net-1", true, false).near(differingIn(9))).containsEntry("net-1", true);
  }

  /** The night puts a variant into its peak's cluster, and into no other. */
  @Test
  void near_ofAVariantThatIsNearToOthersToo_isItsPeaksAlone() {
    HotKeys keys = hot("net-1", true, true);
    keys.add(hotKey("net-1", false, true));
    keys.add(hotKey("net-2", true, true));
    keys.add(hotKey("net-3", true, false));

    assertThat(keys.near(differingIn(8))).containsOnlyKeys("net-1", "net-2");
    assertThat(keys.near(differingIn(8)))
        .containsEntry("net-1", false)
        .containsEntry("net-2", true);
    assertThat(keys.near(differingIn(12))).containsOnlyKeys("net-3");
  }
}
