package io.stillwatch.detector;

import io.stillwatch.detector.chance.Tails;
import io.stillwatch.v1.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a model must hold before it may be activated, each with its figure. */
final class Gates {
  private static final int LEAST_UNITS = 50;
  private static final double MOST_SOFT = 0.2;

  private final List<Gate> gates = new ArrayList<>();

  void enoughAccounts(int accounts) {
    add(
        "baseline accounts",
        accounts >= TrustedBaseline.LEAST_ACCOUNTS,
        "%d trusted accounts; at least %d are needed",
        accounts,
        TrustedBaseline.LEAST_ACCOUNTS);
  }

  void enoughUnits(int units, boolean canWatch) {
    add(
        "calibration units",
        units >= LEAST_UNITS,
        "%d held-out honest units; at least %d are needed%s",
        units,
        LEAST_UNITS,
        canWatch ? "" : ", and too few to watch accounts for oddness alone");
  }

  /** Fails when honest accounts are surely watched at more than twice the nominal rate. */
  void fewAnchorsWatched(int watched, int anchors) {
    double surely = Tails.clopperPearsonLower(watched, anchors);
    add(
        "honest anchors",
        surely <= 2 * Training.WATCH_RATE,
        "%d of %d honest anchors would be watched, surely %.2f %% or more; at most %.2f %% may be",
        watched,
        anchors,
        100 * surely,
        200 * Training.WATCH_RATE);
  }

  void fewSoft(int soft, int accounts) {
    add(
        "soft share",
        soft <= MOST_SOFT * accounts,
        "%d of %d accounts would be at soft; at most %.0f %% may be",
        soft,
        accounts,
        100 * MOST_SOFT);
  }

  List<Gate> all() {
    return gates;
  }

  private void add(String name, boolean passed, String format, Object... figures) {
    String text = String.format(Locale.ROOT, format, figures);
    gates.add(Gate.newBuilder().setName(name).setPassed(passed).setText(text).build());
  }
}
