package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Clients;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * L05: a big company behind one gateway: staff with seats, and a pool of keys for its programs. The
 * gateway deals the pool's keys out in turn, and goes on with the next one at a 429.
 */
final class Enterprise extends Honest {
  private static final Parameter SEATS =
      Parameter.log("seats", "accounts", 50, 5_000, "of the one organisation, the pool's included");
  private static final Parameter POOL =
      Parameter.whole("pool", "accounts", 2, 40, "whose keys the gateway deals out");
  private static final Parameter JOBS =
      Parameter.linear("jobs", "bursts an account-day", 0.5, 2, "of the pool's programs");
  private static final Parameter LIMIT =
      Parameter.whole("limit", "calls a minute", 8, 30, "that the company allows a key");

  Enterprise() {
    super(
        "L05",
        "enterprise",
        "one organisation behind one egress, with a pool of keys that fail over at a 429",
        SEATS,
        POOL,
        JOBS,
        LIMIT);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Corporation(stage, accounts);
  }

  /** One company. */
  private static final class Corporation extends Group {
    private static final int DEPARTMENTS = 12;
    private static final int MOST_KEYS_TRIED = 4;
    private static final double CALLS_A_BURST = 35;

    private final List<Account> pool = new ArrayList<>();
    private final List<Person> staff = new ArrayList<>();
    private final List<Task> programs = new ArrayList<>();
    private final double jobs;
    private final Dice dice;
    private int turn;
    private long next;

    private Corporation(Stage stage, int accounts) {
      dice = stage.dice();
      List<Account> all = Company.accounts(stage, Math.min(accounts, stage.drawWhole(SEATS)));
      Place egress = Company.found(stage, dice, all, Plan.ENTERPRISE, 5);
      Clients.Client gateway = stage.world().clients().of("gateway-" + dice.hex(6), dice);
      int keys = Math.max(1, Math.min(stage.drawWhole(POOL), all.size() / 4));
      jobs = stage.draw(JOBS);
      int limit = stage.drawWhole(LIMIT);
      Tongue tongue = Tongue.of(all.get(0).country, dice);
      Task assistant = assistant(tongue);
      for (int i = 0; i < all.size(); i++) {
        Account account = join(all.get(i));
        account.client = gateway;
        account.moveTo(egress);
        account.signUpDay = Math.min(account.signUpDay, -dice.between(1.0, 400));
        if (i < keys) {
          account.callsAMinute = limit;
          pool.add(account);
        } else {
          staff.add(seat(account, assistant, tongue));
        }
      }
      for (int i = 0; i < DEPARTMENTS; i++) {
        programs.add(Manner.program(dice).of(Api.task(stage.world(), dice, all.get(0).country)));
      }
    }

    private Task assistant(Tongue tongue) {
      Frame frame = Language.frame(dice, Genre.ASSISTANT, tongue, dice.between(60, 160));
      return Tasks.assisted(frame, tongue, 18, Tasks.Sizes.CHAT);
    }

    private static Person seat(Account account, Task assistant, Tongue tongue) {
      Task chat = Tasks.chat(tongue, Tasks.Sizes.CHAT);
      Task task = Manner.person(account.dice).of(Tasks.mixed(0.6, assistant, chat));
      double talks = Math.min(8, account.dice.logNormal(1, 0.8));
      return new Person(account, task, talks, 2.5, account.dice.between(0.2, 0.95));
    }

    @Override
    public void plan(Diary diary) {
      staff.forEach(person -> person.planWorkday(diary));
      PriorityQueue<Job> waiting = new PriorityQueue<>(Comparator.comparingLong(Job::time));
      double bursts = jobs * pool.size() * (diary.day().weekend() ? 0.3 : 1);
      for (int burst = dice.poisson(bursts); burst > 0; burst--) {
        burst(diary, waiting);
      }
      while (!waiting.isEmpty()) {
        send(diary, waiting.poll(), waiting);
      }
    }

    private void burst(Diary diary, PriorityQueue<Job> waiting) {
      Task program = dice.pick(programs);
      int key = turn++;
      double time = Rhythm.working(diary.day(), pool.get(0).country.zone, dice);
      for (int calls = dice.geometric(CALLS_A_BURST); calls > 0; calls--) {
        waiting.add(new Job((long) time, program, next++, key, 1));
        time += 1_500 * dice.exponential();
      }
    }

    /** By one key, and at a 429 by the next one. */
    private void send(Diary diary, Job job, PriorityQueue<Job> waiting) {
      Call call = diary.call(pool.get(job.key() % pool.size()), job.program(), job.time());
      call.item = job.item();
      if (call.answered().status() == 429 && job.tries() < MOST_KEYS_TRIED) {
        long later = job.time() + dice.between(150, 600);
        waiting.add(new Job(later, job.program(), job.item(), job.key() + 1, job.tries() + 1));
      }
    }
  }

  /** One piece of work on its way. */
  private record Job(long time, Task program, long item, int key, int tries) {}
}
