package io.stillwatch.detector.network;

import io.stillwatch.detector.calibration.MonotoneLogistic;
import io.stillwatch.v1.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The chance that most members of a network are one hand's, by its evidence: a monotone logistic
 * regression whose weights come along. How they were fitted, on which seasons, and how well they
 * hold for a kind of honest customers that they were not fitted on, is told in docs/networks.md.
 */
public final class Confidence {
  private static final String WEIGHTS = "confidence.properties";
  private static final Confidence SHIPPED = new Confidence(read());

  private final MonotoneLogistic logistic;

  public Confidence(MonotoneLogistic logistic) {
    this.logistic = logistic;
  }

  /** With the weights that come along. */
  public static Confidence shipped() {
    return SHIPPED;
  }

  /** 0 to 1. */
  public double of(Network network) {
    return logistic.chance(ConfidenceFeature.of(network));
  }

  /** Its weights, in the order of the features. */
  public MonotoneLogistic logistic() {
    return logistic;
  }

  /** What it is judged by, each within 0 to 1, in the order of the weights. */
  public static double[] features(Network network) {
    return ConfidenceFeature.of(network);
  }

  /** The features' names, in the same order. */
  public static Stream<String> names() {
    return Stream.of(ConfidenceFeature.values())
        .map(feature -> feature.name().toLowerCase(Locale.ROOT));
  }

  private static MonotoneLogistic read() {
    Properties weights = new Properties();
    try (InputStream file = Confidence.class.getResourceAsStream(WEIGHTS)) {
      weights.load(Objects.requireNonNull(file, WEIGHTS));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new MonotoneLogistic(
        number(weights, "intercept"), names().mapToDouble(name -> number(weights, name)).toArray());
  }

  private static double number(Properties weights, String name) {
    String text = weights.getProperty(name);
    if (text == null) {
      throw new IllegalStateException(WEIGHTS + " has no weight of " + name);
    }
    return Double.parseDouble(text.strip());
  }
}
