package io.stillwatch.simulator.play;

import io.stillwatch.simulator.season.Parameter;
import java.util.List;

/** A kind of customer, honest or not, that a season may have. */
public interface Role {
  /** That of the threat model, such as "L08" or "S05". */
  String code();

  /** One word, such as "classroom". */
  String name();

  /** One sentence: what it is, and what it trips or hides. */
  String description();

  /** What its groups are drawn with. */
  List<Parameter> parameters();

  /**
   * Makes one group.
   *
   * @param accounts how many it is to have, if it can have so many: one person is one account
   *     however many were asked for
   */
  Group group(Stage stage, int accounts);

  default boolean attack() {
    return code().startsWith("S");
  }
}
