package io.stillwatch.simulator;

import io.stillwatch.v1.Report;
import java.util.List;
import java.util.function.Consumer;

/** A season that can be told once, and what is true of it. */
public interface Season {
  /** Gives every event, in the order of time, without sequences. To be called once. */
  void run(Consumer<Report> sink);

  /** Who everybody really is, by account; once the season has run. */
  List<Truth> truth();

  /** What the campaigns took, once the season has run. */
  List<Harvest> harvest();
}
