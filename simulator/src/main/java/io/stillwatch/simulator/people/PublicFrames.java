package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.world.World;
import java.util.List;

/** Instructions that anybody may use: that of a coding tool, and templates from tutorials. */
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
  private static final int DAYS_A_RELEASE = 20;

  private PublicFrames() {}

  /** Copied from a tutorial; few templates have most users. */
  static Frame template(World world, Dice dice) {
    Dice written = Dice.of(world.seed(), "template/" + dice.zipf(TEMPLATES, 1.1));
    return Language.frame(written, written.pick(TAUGHT), Tongue.EN, written.between(25, 80));
  }

  /** The coding tool's, in the words of the release that a user has on that day. */
  static Frame harness(World world, double day, double laziness) {
    Frame base =
        Language.frame(Dice.of(world.seed(), "coding tool"), Genre.CODING_AGENT, Tongue.EN, 140);
    long release = release(day, laziness);
    String words = "coding tool/" + release;
    return (depth, variation) -> base.text(1, Dice.of(world.seed(), words));
  }

  /** Comes out every so many days; users follow as lazily as they are. */
  static long release(double day, double laziness) {
    return (long) Math.floor((day - Math.min(laziness, 60)) / DAYS_A_RELEASE);
  }
}
