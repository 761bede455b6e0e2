package io.stillwatch.featureservice.strands;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.FramedCall;
import io.stillwatch.features.strands.FollowedFrame;
import io.stillwatch.features.strands.FrameCluster;
import io.stillwatch.features.strands.StrandTable;
import io.stillwatch.v1.BodyUse;
import io.stillwatch.v1.StrandDay;
import io.stillwatch.v1.StrandRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrandsTest {
  private static final FollowedFrame FRAME = new FollowedFrame(7, List.of(1L, 2L, 3L, 4L));
  private static final FollowedFrame OTHER = new FollowedFrame(-8, List.of(5L, 6L, 7L, 8L));

  private final Strands strands = new Strands();

  @Test
  void endFillingBack_accountErasedMeanwhile_isNotBroughtBack() {
    strands.follow(List.of(new FrameCluster("net-1", List.of(FRAME))), 0);
    StrandTable.BackFill filled = strands.beginFillingBack().orElseThrow();
    filled.add("erased", List.of(call(FRAME)));
    filled.add("other", List.of(call(FRAME)));
    strands.forget("erased");
    strands.endFillingBack(filled);
    assertThat(onlyDay().getRowsList())
        .extracting(StrandRow::getAccountId)
        .containsExactly("other");
    assertThat(onlyDay().getBodiesList())
        .flatExtracting(BodyUse::getAccountsList)
        .containsExactly(io.stillwatch.features.strands.StrandDay.mark("other"));
    assertThat(strands.beginFillingBack()).isEmpty();
  }

  /** What it did since it was erased is its own again. */
  @Test
  void endFillingBack_accountErasedBeforeItBegan_isThere() {
    strands.follow(List.of(new FrameCluster("net-1", List.of(FRAME))), 0);
    StrandTable.BackFill first = strands.beginFillingBack().orElseThrow();
    strands.forget("back again");
    strands.endFillingBack(first);
    strands.forget("back again");
    strands.follow(List.of(new FrameCluster("net-1", List.of(FRAME, OTHER))), 0);
    StrandTable.BackFill second = strands.beginFillingBack().orElseThrow();
    second.add("back again", List.of(call(OTHER)));
    strands.endFillingBack(second);
    assertThat(onlyDay().getRowsList())
        .extracting(StrandRow::getAccountId)
        .containsExactly("back again");
  }

  private StrandDay onlyDay() {
    List<StrandDay> days = strands.days("net-1").orElseThrow();
    assertThat(days).hasSize(1);
    return days.get(0);
  }

  private static FramedCall call(FollowedFrame frame) {
    long[] bands = frame.bands().stream().mapToLong(word -> word).toArray();
    return new FramedCall(20_522, 3, frame.key(), 0, bands, 9, 1);
  }
}
