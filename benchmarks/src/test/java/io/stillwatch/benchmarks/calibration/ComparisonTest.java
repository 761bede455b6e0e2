package io.stillwatch.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ComparisonTest {
  @TempDir Path folder;

  private static Client client(double... callsByDayAtNine) {
    Client client = new Client(callsByDayAtNine.length);
    for (int day = 0; day < callsByDayAtNine.length; day++) {
      client.hourly[day * Client.HOURS + 9] = callsByDayAtNine[day];
    }
    return client;
  }

  @Test
  void client_days_areCountedByHand() {
    Client client = client(10, 0, 20, 30, 0, 20, 20);
    assertThat(client.activeDays()).isEqualTo(5.0 / 7);
    assertThat(client.callsOfAnActiveDay()).isEqualTo(20);
    assertThat(client.dayVariation()).isCloseTo(Math.sqrt(40) / 20, within(1e-9));
    assertThat(client.hoursOfAnActiveDay()).isCloseTo(1, within(1e-9));
    assertThat(client.profile()[9]).isCloseTo(1, within(1e-9));
    assertThat(client(1, 2, 3, 4).dayVariation()).as("four days are too few").isNaN();
  }

  @Test
  void thinned_client_keepsOneOfSoMany() {
    double kept = client(50_000, 50_000).thinned(100, new Random(3)).calls();
    assertThat(kept).isBetween(900.0, 1_100.0);
  }

  @Test
  void sample_figures_areThoseByHand() {
    Sample sample = Sample.of(List.of(4, 1, 2, 3, Double.NaN));
    assertThat(sample.size()).isEqualTo(4);
    assertThat(sample.median()).isEqualTo(2.5);
    assertThat(sample.deviation()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-9));
    assertThat(sample.shareFrom(3)).isEqualTo(0.5);
    assertThat(sample.largestTenth()).isEqualTo(0.4);
    List<Double> one = List.of(1.0, 2.0, 2.0, 9.0);
    assertThat(Sample.rankCorrelation(one, one.stream().map(x -> x * x * x).toList()))
        .isCloseTo(1, within(1e-9));
    assertThat(Sample.rankCorrelation(one, one.stream().map(x -> -x).toList()))
        .isCloseTo(-1, within(1e-9));
  }

  @Test
  void figure_within_isTheSpanOfTheTracesWidened() {
    List<Double> real = List.of(2.0, 4.0, Double.NaN);
    assertThat(Figure.of("", "", real, 1.7, 1.2).within()).isTrue();
    assertThat(Figure.of("", "", real, 1.6, 1.2).within()).isFalse();
    assertThat(Figure.of("", "", real, 4.7, 1.2).within()).isTrue();
    assertThat(Figure.of("", "", real, 4.9, 1.2).within()).isFalse();
    assertThat(new Figure("", "", List.of(0.1), -0.04, 0.15, true).within()).isTrue();
    assertThat(new Figure("", "", List.of(0.1), -0.06, 0.15, true).within()).isFalse();
  }

  @Test
  void servegen_rowsOfBothTables_meetByClientAndWindow() throws IOException {
    Files.createDirectories(folder.resolve("servegen"));
    write(
        "servegen/m-rates.csv.gz",
        """
        client,window_start_s,rate_rps,iat_cv,family,p1,p2
        a,0,1,2,Gamma,1,1
        a,21600,3,4,Gamma,1,1
        """);
    write(
        "servegen/m-tokens.csv.gz",
        """
        client,window_start_s,field,mean,q01,q05,q10,q25,q50,q75,q90,q95,q99,max,distinct
        a,0,input_tokens,100,1,10,1,1,100,1,1,1000,1000,1000,9
        a,21600,input_tokens,200,1,10,1,1,100,1,1,1000,1000,1000,9
        a,0,output_tokens,7,7,7,7,7,7,7,7,7,7,7,1
        """);
    Client client = ServeGen.read(folder, "m").clients().get(0);
    assertThat(client.calls()).isEqualTo(2_400);
    assertThat(client.medianVariation()).isEqualTo(3);
    assertThat(client.input).isNotNull();
    assertThat(client.input.mean()).as("by the windows' calls").isEqualTo(175);
    assertThat(client.input.spread()).isCloseTo(Math.log(100) / 3.29, within(1e-9));
    assertThat(client.output).isEqualTo(new Lengths(7, 0, 0));
  }

  @Test
  void servegen_brokenRow_isNamed() throws IOException {
    Files.createDirectories(folder.resolve("servegen"));
    write("servegen/m-rates.csv.gz", "client,window_start_s,rate_rps,iat_cv\na,0,soon,1\n");
    assertThatThrownBy(() -> ServeGen.read(folder, "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m-rates.csv.gz: line 2");
  }

  @Test
  void plot_lines_areWellFormedXmlAndNeedNothingElse() throws Exception {
    String svg =
        new Plot("Title", "tokens", true)
            .distribution("real", Sample.of(List.of(1, 10, 100)))
            .line("other", List.of(new double[] {0, 0}, new double[] {5, 0.5}))
            .svg();
    Document read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new java.io.ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(read.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("href");
  }

  private void write(String name, String text) throws IOException {
    try (Writer writer =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))),
            StandardCharsets.UTF_8)) {
      writer.write(text);
    }
  }
}
