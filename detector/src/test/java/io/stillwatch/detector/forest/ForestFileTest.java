package io.stillwatch.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.protos.core.ModelProto;

/** Files of every version that was ever written are still read. */
class ForestFileTest {
  static final List<String> NAMES = List.of("zeta", "alpha", "mid");

  static final double[][] ROWS = {
    {0.19977717f, -0.7104875f, -0.4182479f},
    {1.684317f, -0.33107144f, -1.6228818f},
    {-0.20281987f, Double.NaN, -0.3350754f},
    {2.6239998f, 0.6790905f, 0.15687284f}
  };
  private static final double[] SCORES_OF_VERSION_0 = {
    0.42170607726871706, 0.5724317661174687, 0.4063403598474347, 0.5651171733601698
  };
  private static final double[] SCORES_OF_VERSION_1 = {
    0.39618893025840796, 0.551726077471336, 0.3787480591360494, 0.5534033431760065
  };

  @Test
  void read_version0_scoresAsItsWriterDid() throws IOException {
    IsolationForest forest = read(0).over(NAMES);
    for (int i = 0; i < ROWS.length; i++) {
      assertThat(forest.score(ROWS[i])).isCloseTo(SCORES_OF_VERSION_0[i], within(1e-7));
    }
    assertThat(forest.explain(ROWS[1]).get(0).percentile()).isNaN();
  }

  @Test
  void read_version1_scoresAsItsWriterDid() throws IOException {
    IsolationForest forest = read(1).over(NAMES);
    for (int i = 0; i < ROWS.length; i++) {
      assertThat(forest.score(ROWS[i])).isEqualTo(SCORES_OF_VERSION_1[i]);
    }
    assertThat(forest.explain(ROWS[3]).get(0).percentile()).isBetween(0.9, 1.0);
  }

  /** The recipe of the golden files. */
  static IsolationForestModel golden() {
    float[][] rows = IsolationForestTest.gaussians(600, 3, 21);
    rows[5][1] = Float.NaN;
    FeatureTable table = new FeatureTable(rows, NAMES, "a golden file", Instant.EPOCH);
    return new IsolationForestTrainer(20, 64, 0.01, 5).train(table);
  }

  @Test
  void read_laterVersion_isRefusedByNumber() {
    ModelProto later = golden().serialize().toBuilder().setVersion(2).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForestFile.read(later.toByteString()))
        .withMessageContaining("version 2")
        .withMessageContaining("reads up to 1");
  }

  private static IsolationForestModel read(int version) throws IOException {
    try (InputStream file =
        ForestFileTest.class.getResourceAsStream("/forests/version-" + version + ".tribuo")) {
      return ForestFile.read(ByteString.readFrom(file));
    }
  }
}
