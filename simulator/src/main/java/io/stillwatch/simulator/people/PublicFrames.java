package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.world.World;
import java.util.List;

/** Instructions that anybody may use: templates from tutorials. */
final class PublicFrames {
  private static final List<Genre> TAUGHT =
      List.of(
          Genre.ASSISTANT,
          Genre.RETRIEVAL,
          Genre.EXTRACTION,
          Genre.CLASSIFIER,
          Genre.TUTOR,
          Genre.TRANSLATOR,
          Genre.STORY,
          Genre.CODE_REVIEW,
          Genre.JUDGE,
          Genre.TASK_AUTHOR,
          Genre.REASON_IN_TAGS);
  private static final int TEMPLATES = 30;

  private PublicFrames() {}

  /** Copied from a tutorial; few templates have most users. */
  static Frame template(World world, Dice dice) {
    Dice written = Dice.of(world.seed(), "template/" + dice.zipf(TEMPLATES, 1.1));
    return Language.frame(written, written.pick(TAUGHT), Tongue.EN, written.between(25, 80));
  }
}
