package io.stillwatch.trainer;

import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ModelManifest;
import java.util.List;
import java.util.stream.Collectors;

/** How a training night ended. */
public sealed interface NightOutcome {
  /** One sentence for a person. */
  String text();

  /**
   * The model judges from now on.
   *
   * @param networks in its snapshot, those with an honest explanation too
   * @param following what became of following their frames, in words
   */
  record Activated(ModelManifest manifest, int networks, String following) implements NightOutcome {
    @Override
    public String text() {
      return "model "
          + manifest.getVersion()
          + " judges now: learned from "
          + manifest.getAccounts()
          + " accounts on "
          + manifest.getBaselineDaysCount()
          + " days up to "
          + manifest.getBaselineDays(manifest.getBaselineDaysCount() - 1)
          + ", judged "
          + manifest.getDay()
          + ", knows "
          + networks
          + " networks, "
          + following;
    }
  }

  /** The model is registered, but fails a gate: the one before it goes on judging. */
  record HeldBack(ModelManifest manifest) implements NightOutcome {
    public List<Gate> failed() {
      return manifest.getGatesList().stream().filter(gate -> !gate.getPassed()).toList();
    }

    @Override
    public String text() {
      return "model "
          + manifest.getVersion()
          + " is registered and held back: "
          + failed().stream()
              .map(gate -> gate.getName() + ": " + gate.getText())
              .collect(Collectors.joining("; "));
    }
  }

  /** Nothing was learned yet: too few days or accounts. */
  record TooLittle(String text) implements NightOutcome {}
}
