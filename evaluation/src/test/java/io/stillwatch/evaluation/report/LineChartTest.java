package io.stillwatch.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static final Axis ACROSS = Axis.shares(0, 100);
  private static final Axis UP = Axis.shares(100, 0);
  private static final List<double[]> POINTS =
      List.of(new double[] {0.2, 1}, new double[] {0.6, 0.5});

  @Test
  void path_stepAfter_keepsItsHeightUntilTheNextPoint() {
    assertThat(LineChart.path(POINTS, ACROSS, UP, LineChart.Step.AFTER))
        .isEqualTo("M20.0 0.0L60.0 0.0L60.0 50.0");
  }

  @Test
  void path_stepBefore_hasTheHeightOfTheNextPoint() {
    assertThat(LineChart.path(POINTS, ACROSS, UP, LineChart.Step.BEFORE))
        .isEqualTo("M0.0 0.0L20.0 0.0L20.0 50.0L60.0 50.0");
  }

  @Test
  void precisionOverRecall_joinsItsThresholdsBySteps() {
    JsonObject result =
        JsonParser.parseString(
                "{\"account\":{},\"curves\":[{\"name\":\"stillwatch\","
                    + "\"points\":[[0,0.2,1],[0.1,0.6,0.5]]}]}")
            .getAsJsonObject();
    LineChart precision = new JudgedCharts(result).lines().get(2);
    Axis across = Axis.shares(LineChart.LEFT, LineChart.RIGHT);
    Axis up = Axis.shares(LineChart.BOTTOM, LineChart.TOP);
    assertThat(precision.id()).isEqualTo("precision");
    assertThat(precision.lines().get(0).path())
        .isEqualTo(LineChart.path(POINTS, across, up, LineChart.Step.BEFORE));
  }
}
