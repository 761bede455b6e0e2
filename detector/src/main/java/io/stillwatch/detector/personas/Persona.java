package io.stillwatch.detector.personas;

import io.stillwatch.detector.calibration.TypicalValue;
import java.util.List;

/**
 * Trusted accounts of one kind.
 *
 * @param number names it from night to night, from 1
 * @param accounts how many were nearest to it when it was found
 * @param centroid standardised, each value within -4 to 4
 * @param typicalValues of its members, one a feature
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, read for each explanation.
public record Persona(
    int number, int accounts, double[] centroid, List<TypicalValue> typicalValues) {
  /** With fewer members its ranges say too little. */
  static final int ENOUGH_ACCOUNTS = 100;

  public Persona {
    if (number < 1 || accounts < 1) {
      throw new IllegalArgumentException("persona " + number + " of " + accounts + " accounts");
    }
    for (double value : centroid) {
      if (!(Math.abs(value) <= Standardisation.LIMIT)) {
        throw new IllegalArgumentException("the centroid of persona " + number + " has " + value);
      }
    }
    if (typicalValues.size() != centroid.length) {
      throw new IllegalArgumentException(
          typicalValues.size() + " ranges for " + centroid.length + " features");
    }
    typicalValues = List.copyOf(typicalValues);
  }

  /** Whether there are members enough, 100, to speak of what is typical of them. */
  public boolean isKnownWell() {
    return accounts >= ENOUGH_ACCOUNTS;
  }

  Persona numbered(int otherNumber) {
    return new Persona(otherNumber, accounts, centroid, typicalValues);
  }
}
