package io.stillwatch.evaluation.report;

import io.stillwatch.evaluation.gallery.FeatureShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every feature over personas and scenarios as a page: {@code evaluate --gallery}. */
public final class GalleryPage {
  private final List<FeatureShape> shapes;

  private GalleryPage(List<FeatureShape> shapes) {
    this.shapes = shapes;
  }

  public static GalleryPage of(List<FeatureShape> shapes) {
    return new GalleryPage(shapes);
  }

  public void write(Path file) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("disagreeing", disagreeing());
    values.put("plots", shapes.stream().map(QuantilePlot::of).toList());
    HtmlFile.write("gallery", values, file);
  }

  /**
   * Where a feature does not do what the catalogue says.
   *
   * @param opposite otherwise attackers stand where honest accounts do
   */
  public record Disagreement(
      String feature,
      String scenario,
      String words,
      String expected,
      String found,
      String chance,
      boolean opposite,
      String attackMedian,
      String honestMedian) {}

  private List<Disagreement> disagreeing() {
    List<Disagreement> all = new ArrayList<>();
    for (FeatureShape shape : shapes) {
      for (FeatureShape.Row row : shape.attacks()) {
        if (row.disagrees() && row.expectation() != null) {
          all.add(
              new Disagreement(
                  shape.feature().name(),
                  row.name(),
                  row.expectation().words(),
                  row.expectation().direction().name().toLowerCase(Locale.ROOT),
                  row.found(),
                  Texts.number(row.chance()),
                  row.isOpposite(),
                  Texts.number(row.median()),
                  Texts.number(shape.honestMedian())));
        }
      }
    }
    all.sort(Comparator.comparing(Disagreement::opposite).reversed());
    return all;
  }
}
