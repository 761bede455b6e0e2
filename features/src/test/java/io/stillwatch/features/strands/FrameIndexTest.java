package io.stillwatch.features.strands;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.FramedCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameIndexTest {
  private static final FollowedFrame FRAME = Calls.frame(1);
  private static final FollowedFrame OTHER = Calls.frame(2);

  private final FrameIndex index =
      new FrameIndex(List.of(Calls.cluster("other", OTHER), Calls.cluster("one", FRAME)));

  /** 18 of 32 places must agree, and one band of 16. */
  @ParameterizedTest
  @CsvSource({
    "0, 16, 1",
    "0, 0, 1",
    "8, 1, 1",
    "14, 1, 1",
    "14, 16, 1",
    "15, 16, -1",
    "1, 0, -1",
    "14, 0, -1"
  })
  void of_aCallUnlikeInSoManyPlaces_isOfTheClusterWhereNear(int places, int bands, int cluster) {
    assertThat(index.of(Calls.content(Calls.like(FRAME, places, bands), 1, 0))).isEqualTo(cluster);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "8, 1", "9, -1"})
  void of_aSampledCallWithoutBands_mustAgreeIn24Places(int places, int cluster) {
    FollowedFrame like = Calls.like(FRAME, places, 0);
    assertThat(index.of(sampled(like.key(), 0, new long[0]))).isEqualTo(cluster);
  }

  @Test
  void of_aSampledCallWithoutBandsNearTwo_isOfTheNearest() {
    FollowedFrame near = Calls.like(FRAME, 5, 0);
    FollowedFrame met = Calls.like(FRAME, 4, 0);
    for (int first = 0; first < 2; first++) {
      List<FrameCluster> both = List.of(Calls.cluster("0", FRAME), Calls.cluster("1", near));
      FrameIndex two = new FrameIndex(first == 0 ? both : List.of(both.get(1), both.get(0)));
      assertThat(two.of(sampled(met.key(), 0, new long[0]))).isEqualTo(1 - first);
      assertThat(two.of(sampled(FRAME.key(), 0, new long[0]))).isEqualTo(first);
    }
  }

  @Test
  void of_aSampledCallWithBands_isHeldToThem() {
    FollowedFrame like = Calls.like(FRAME, 8, 0);
    long[] bands = like.bands().stream().mapToLong(word -> word).toArray();
    assertThat(index.of(sampled(like.key(), 0, bands))).isEqualTo(FrameIndex.NONE);
  }

  @Test
  void of_theFrameUnderTheRetiredKey_isOfTheCluster() {
    FollowedFrame renewed = Calls.frame(3);
    assertThat(index.of(Calls.content(renewed, 1, FRAME.key()))).isEqualTo(1);
    assertThat(index.of(Calls.content(renewed, 1, 0))).isEqualTo(FrameIndex.NONE);
    assertThat(index.of(sampled(renewed.key(), FRAME.key(), new long[0]))).isEqualTo(1);
  }

  @Test
  void of_aFrameThatTwoHold_isOfTheNearest() {
    FollowedFrame near = Calls.like(FRAME, 10, 16);
    FrameIndex two =
        new FrameIndex(List.of(Calls.cluster("far", FRAME), Calls.cluster("near", near)));
    assertThat(two.of(Calls.content(Calls.like(FRAME, 9, 16), 1, 0))).isEqualTo(1);
    assertThat(two.of(Calls.content(Calls.like(FRAME, 2, 16), 1, 0))).isZero();
  }

  /** 0.06 are expected of 6.4 million pairs. */
  @Test
  void of_strangers_isNone() {
    List<FollowedFrame> followed = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      followed.add(Calls.frame(i));
    }
    FrameIndex many = new FrameIndex(List.of(new FrameCluster("many", followed)));
    int found = 0;
    for (int i = 100; i < 100_100; i++) {
      found += many.of(Calls.content(Calls.frame(i), 1, 0)) == FrameIndex.NONE ? 0 : 1;
    }
    assertThat(found).isLessThan(2);
  }

  /** The table of frames that were met lately has 8,192 slots, so that many share one. */
  @Test
  void of_moreFramesThanAreRemembered_isRightForEach() {
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i < 20_000; i++) {
        int expected = i == 1 ? 1 : i == 2 ? 0 : FrameIndex.NONE;
        assertThat(index.of(Calls.content(Calls.frame(i), 1, 0)))
            .as("frame %d", i)
            .isEqualTo(expected);
      }
    }
  }

  private static FramedCall sampled(long key, long retired, long[] bands) {
    return new FramedCall(Calls.EPOCH_DAY, 1, key, retired, bands, 1, 1);
  }
}
