package io.stillwatch.detector;

import io.stillwatch.detector.calibration.TypicalValue;
import io.stillwatch.detector.personas.Persona;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom an account is compared with, feature by feature: the members of its persona where those are
 * enough and have the feature, else all honest units.
 *
 * @param ofAll one a feature
 * @param persona null: the model knows none
 */
record Peers(List<TypicalValue> ofAll, @Nullable Persona persona) {
  TypicalValue typicalValue(int feature) {
    Persona alike = alike(feature);
    return alike == null ? ofAll.get(feature) : alike.typicalValues().get(feature);
  }

  /** Such as "its peers (persona 3, 412 accounts): "; empty for all honest units. */
  String name(int feature) {
    Persona alike = alike(feature);
    return alike == null
        ? ""
        : String.format(
            Locale.ROOT, "its peers (persona %d, %d accounts): ", alike.number(), alike.accounts());
  }

  private @Nullable Persona alike(int feature) {
    boolean isAlike =
        persona != null && persona.isKnownWell() && persona.typicalValues().get(feature).isKnown();
    return isAlike ? persona : null;
  }
}
