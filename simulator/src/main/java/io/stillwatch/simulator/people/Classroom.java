package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import io.stillwatch.simulator.world.Wallets;
import java.util.ArrayList;
import java.util.List;

/**
 * L08: a class: one campus, one assignment text a week, one deadline. Most students sign up in the
 * course's first week; what they ask begins with the assignment's words.
 */
final class Classroom extends Honest {
  private static final Parameter STUDENTS =
      Parameter.log("students", "accounts", 30, 3_000, "of one course");
  private static final Parameter WEEKS =
      Parameter.whole("weeks", "weeks", 1, 8, "each with an assignment and a deadline");
  private static final Parameter CALLS =
      Parameter.log("calls", "calls", 3, 25, "of a student for an assignment, on average");
  private static final Parameter CAMPUS =
      Parameter.linear(
          "campus", "share of calls", 0.4, 0.85, "from the campus, the rest from home");
  private static final Parameter ASSIGNED =
      Parameter.linear("assigned", "share of calls", 0.5, 0.9, "that quote the assignment");
  private static final Parameter LATE =
      Parameter.log("late", "hours", 4, 30, "median before the deadline");

  Classroom() {
    super(
        "L08",
        "classroom",
        "students of one campus with one assignment and one deadline",
        STUDENTS,
        WEEKS,
        CALLS,
        CAMPUS,
        ASSIGNED,
        LATE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Course(stage, accounts);
  }

  /** One course. */
  private static final class Course extends Group {
    private static final double KNEW_IT = 0.25;
    private static final int DAYS_A_WEEK = 7;
    private static final int EXERCISES = 6;

    private final List<Task> assignments = new ArrayList<>();
    private final List<Double> deadlines = new ArrayList<>();
    private final List<Task> own = new ArrayList<>();
    private final List<Place> campus = new ArrayList<>();
    private final double calls;
    private final double late;
    private final double onCampus;
    private final double assigned;

    private Course(Stage stage, int accounts) {
      Dice dice = stage.dice();
      int weeks = stage.drawWhole(WEEKS);
      calls = stage.draw(CALLS);
      late = stage.draw(LATE);
      onCampus = stage.draw(CAMPUS);
      assigned = stage.draw(ASSIGNED);
      Country country = Country.draw(dice);
      Tongue tongue = Tongue.of(country, dice);
      double first = dice.between(-7 * (weeks - 1.0), Math.max(1, stage.days() - 8.0));
      // At midnight or noon of the campus.
      double hour = (dice.chance(0.7) ? 24 : 12) - country.zone;
      for (int week = 0; week < weeks; week++) {
        deadlines.add(Math.floor(first) + DAYS_A_WEEK * (week + 1) + hour / 24);
        assignments.add(assignment(dice, tongue));
      }
      Place place = stage.world().places().office(dice, country);
      for (int prefixes = dice.between(1, 3); prefixes > 0; prefixes--) {
        campus.add(prefixes == 1 ? place : stage.world().places().besides(dice, place));
      }
      String email = Wallets.email(dice);
      int students = Math.min(accounts, stage.drawWhole(STUDENTS));
      for (int i = 0; i < students; i++) {
        enrol(join(stage.ordinary(i)), stage, country, email, Math.floor(first));
        accounts().get(i).manner = Manner.person(accounts().get(i).dice);
        own.add(Tasks.chat(tongue, Tasks.Sizes.CHAT));
      }
    }

    private static Task assignment(Dice dice, Tongue tongue) {
      return Tasks.typed(
          Tasks.begun(
              Language.frame(dice, Genre.ASSIGNMENT, tongue, dice.between(30, 80)),
              0,
              Language.body(dice, tongue, 14),
              new Tasks.Sizes(80, 0.8, 450, 0.6)));
    }

    private void enrol(Account account, Stage stage, Country country, String email, double first) {
      Dice dice = account.dice;
      account.live(stage.world(), country);
      if (!dice.chance(KNEW_IT)) {
        account.email = email;
        account.plan = Plan.FREE;
        account.card = null;
        account.disposableEmail = false;
        account.places.add(0, dice.pick(campus));
        account.signUpDay = Math.min(stage.days() - 1.0, first + lectures(dice) / 24);
      } else {
        account.signUpDay = Math.min(account.signUpDay, first);
      }
    }

    /** Hours into the first week: most within a lecture, the rest some day. */
    private static double lectures(Dice dice) {
      return dice.chance(0.6) ? 10 + dice.between(0, 2.0) : dice.between(0, 5 * 24.0);
    }

    @Override
    public void plan(Diary diary) {
      int day = diary.day().number();
      for (int i = 0; i < accounts().size(); i++) {
        Account account = accounts().get(i);
        for (int week = 0; week < deadlines.size(); week++) {
          double begin = deadlines.get(week) - DAYS_A_WEEK;
          if (day + 1 > begin && day < deadlines.get(week)) {
            study(diary, account, i, week);
          }
        }
        if (account.dice.chance(0.08)) {
          ask(
              diary,
              account,
              own.get(i),
              Rhythm.waking(diary.day(), account.country.zone, account.dice));
        }
      }
    }

    /** Everybody has his own time before the deadline, the same whatever day is planned. */
    private void study(Diary diary, Account account, int student, int week) {
      Dice dice = Dice.of(week, account.id);
      for (int call = dice.poisson(calls * dice.logNormal(0.8, 0.6)); call > 0; call--) {
        double hours = dice.logNormal(late, 1.0);
        long time = diary.day().at(24 * (deadlines.get(week) - diary.day().number()) - hours);
        boolean quotes = dice.chance(assigned);
        int exercise = dice.below(EXERCISES);
        if (hours < 24 * DAYS_A_WEEK && within(diary, time)) {
          ask(diary, account, quotes ? assignments.get(week) : own.get(student), time).item =
              exercise;
        }
      }
    }

    private static boolean within(Diary diary, long time) {
      return time >= diary.day().begin() && time < diary.day().begin() + Day.MILLIS;
    }

    private Call ask(Diary diary, Account account, Task task, long time) {
      Call call = diary.call(account, task, time);
      call.conversation = time;
      boolean there = account.dice.chance(onCampus);
      List<Place> homes =
          account.places.subList(
              campus.contains(account.places.get(0)) ? 1 : 0, account.places.size());
      call.place = account.dice.pick(there ? campus : homes);
      return call;
    }
  }
}
