package io.stillwatch.benchmarks.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentedRowsTest {
  @Test
  void next_sameSeed_sameRows() {
    SegmentedRows.Rows first = new SegmentedRows(48, 9).next(50);
    SegmentedRows.Rows second = new SegmentedRows(48, 9).next(50);
    assertThat(first.values()).isDeepEqualTo(second.values());
    assertThat(first.outliers()).isEqualTo(second.outliers());
    assertThat(new SegmentedRows(48, 10).next(50).values()[0]).isNotEqualTo(first.values()[0]);
  }

  @Test
  void next_manyRows_oneOfFiftyIsAnOutlier() {
    SegmentedRows.Rows rows = new SegmentedRows(48, 1).next(10_000);
    long outliers = IntStream.range(0, 10_000).filter(i -> rows.outliers()[i]).count();
    assertThat(outliers).isBetween(150L, 250L);
  }

  @Test
  void new_withoutFeatures_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SegmentedRows(0, 1))
        .withMessageContaining("0 features");
  }
}
