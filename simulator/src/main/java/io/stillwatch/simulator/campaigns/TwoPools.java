package io.stillwatch.simulator.campaigns;

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
import java.util.List;

/**
 * S05: one instruction in every call, around the clock, over a pool of accounts. When the platform
 * bans the pool, a second one goes on within a day, with the same instruction and the same queue.
 */
public final class TwoPools extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 400, 860, "857 at the peak, as reported");
  private static final Parameter FIRST =
      Parameter.linear("first", "share of accounts", 0.5, 0.65, "in the first pool");
  private static final Parameter BAN =
      Parameter.linear("ban", "share of the campaign", 0.3, 0.6, "until the first pool is banned");
  private static final Parameter WAVE =
      Parameter.linear("wave", "hours", 0.2, 5, "that the ban of the pool takes");
  private static final Parameter FAILOVER =
      Parameter.linear("failover", "hours", 1, 20, "until the second pool takes over");
  private static final Parameter CARDS =
      Parameter.log("cards", "accounts a card", 3, 40, "of those that share one");

  public TwoPools() {
    super(
        "S05",
        "two_pools",
        "one fixed instruction over a pool, and over a second one once that is banned",
        CALLS,
        FIRST,
        BAN,
        WAVE,
        FAILOVER,
        PARAPHRASE,
        CARDS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Pools(stage, accounts);
  }

  /** One campaign. */
  private static final class Pools extends Campaign {
    private static final double TAKING_OVER = 0.1;
    private static final List<Integer> ROOMY = List.of(4_096, 8_192);
    private final Task task;
    private final double calls;
    private final int first;

    /** Days from the season's first. */
    private final double ban;

    private final double takeover;

    private Pools(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      first = (int) Math.ceil(accounts * stage.draw(FIRST));
      ban = begin + 1 + stage.draw(BAN) * (stage.days() - begin - 1) + dice.unit();
      double wave = stage.draw(WAVE) / 24;
      takeover = Math.min(ban + wave + stage.draw(FAILOVER) / 24, stage.days() - 0.6);
      task = task(stage.drawWhole(PARAPHRASE));
      Outfit outfit =
          new Outfit(stage, Egress.MIXED)
              .sharingSomeCards(stage.draw(CARDS))
              .paying(0.9)
              .oneClient();
      recruit(first, outfit);
      for (Account account : accounts()) {
        account.signUpDay = Math.min(account.signUpDay, ban - 1);
        account.bannedAt = millis(ban + wave * dice.unit());
      }
      for (int i = first; i < accounts; i++) {
        outfit.dress(open(within(takeover, TAKING_OVER)));
      }
    }

    private long millis(double day) {
      return stage.day(0).begin() + (long) (day * Day.MILLIS);
    }

    /**
     * Engineering, mostly with tools: thoughts between tags are asked for in each call, by one
     * program, with room for them.
     */
    private Task task(int depth) {
      Tongue tongue = tongue();
      Task asked =
          asks(
              Genre.REASON_IN_TAGS,
              tongue,
              depth,
              Language.body(words, tongue, 60),
              new Tasks.Sizes(900, 0.8, 1_400, 0.6));
      Manner manner = Manner.program(words);
      manner.maxTokens = manner.maxTokens == null ? null : words.pick(ROOMY);
      manner.tools = words.chance(0.5) ? words.between(0.3, 1) : manner.tools;
      return Task.harvesting(manner.of(asked));
    }

    @Override
    public void plan(Diary diary) {
      Day day = diary.day();
      if (!works(day)) {
        return;
      }
      double mean = calls;
      for (int i = 0; i < accounts().size(); i++) {
        Account account = accounts().get(i);
        boolean late = i >= first;
        if (!present(account, day) || (late && takeover >= day.number() + 1)) {
          continue;
        }
        int count = count(mean, diary, dice);
        for (long time : Rhythm.steady(day, count, 1, dice)) {
          if (!late || time >= millis(takeover)) {
            Call call = diary.call(account, task, time);
            call.item = nextItem();
          }
        }
      }
    }
  }
}
