package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Clients;
import io.stillwatch.simulator.world.Clients.Client;
import io.stillwatch.simulator.world.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * S16: old accounts, bought or stolen. Their owners have chatted or run a program for months, and
 * half of them go on, while somebody else calls with a key of his own.
 */
public final class StolenAccounts extends Scenario {
  private static final Parameter AGE =
      Parameter.log("age", "days", 60, 900, "of an account when the season begins");
  private static final Parameter STAYS =
      Parameter.linear("stays", "share of accounts", 0.4, 0.6, "whose owner goes on");
  private static final Parameter TALKS =
      Parameter.log("talks", "conversations a day", 0.4, 4, "of an owner");
  private static final Parameter SHARE =
      Parameter.linear("share", "share of calls", 0.1, 0.9, "that are not the owner's");
  private static final Parameter TAKEN =
      Parameter.linear("taken", "days", 1, 10, "over which accounts are taken");

  public StolenAccounts() {
    super(
        "S16",
        "stolen_accounts",
        "old accounts with their owners' traffic, and another's beside it",
        List.of(ARRIVAL, DISPOSABLE),
        AGE,
        STAYS,
        TALKS,
        SHARE,
        TAKEN,
        PARAPHRASE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Thieves(stage, accounts);
  }

  /** One campaign. */
  private static final class Thieves extends Campaign {
    private static final double CALLS_A_TALK = 3.5;

    /** Passwords are stolen from people, keys from programs. */
    private static final List<Guise.Kind> OWNERS = List.of(Guise.Kind.TALKER, Guise.Kind.APP);

    private final List<Taken> taken = new ArrayList<>();
    private final Task task;
    private final Task typed;
    private final Client naming;
    private final Client plain;

    /**
     * @param day from which on it is used
     * @param talks a day, of the owner
     * @param calls a day, of the thief
     */
    private record Taken(
        Guise owner, double day, boolean stays, double talks, double calls, Place place) {}

    private Thieves(Stage stage, int accounts) {
      super(stage);
      task = crop(Genre.REASON_IN_TAGS, tongue(), stage.drawWhole(PARAPHRASE), ANSWER);
      typed = typed(task);
      naming = client(true);
      plain = client(false);
      Outfit owners = new Outfit(stage, Egress.OWN);
      double stays = stage.draw(STAYS);
      double days = stage.draw(TAKEN);
      for (int i = 0; i < accounts; i++) {
        taken.add(taken(owners, begin + days * dice.unit(), dice.chance(stays)));
      }
    }

    private Taken taken(Outfit owners, double day, boolean stays) {
      Account account = open(-stage.draw(AGE));
      owners.seated(account);
      Guise owner = Guise.draw(OWNERS, account, stage);
      account.apiKeys.add(account.dice.hex(12));
      double talks = stage.draw(TALKS);
      double share = stage.draw(SHARE);
      Place place =
          dice.chance(0.75)
              ? stage.world().places().residentialProxy(dice)
              : stage.world().places().vpn(dice);
      double calls = talks * CALLS_A_TALK * share / (1 - share);
      return new Taken(owner, day, stays, talks, calls, place);
    }

    private Client client(boolean names) {
      Clients clients = stage.world().clients();
      Client drawn = clients.draw(dice);
      while (clients.names(drawn) != names) {
        drawn = clients.draw(dice);
      }
      return drawn;
    }

    /** The thief's software that names conversations if the owner's does. */
    private Client like(Account owner) {
      return stage.world().clients().names(owner.client) ? naming : plain;
    }

    @Override
    public void plan(Diary diary) {
      int day = diary.day().number();
      for (Taken one : taken) {
        boolean theirs = day >= one.day();
        if (!theirs || one.stays()) {
          one.owner().cover(one.talks() * CALLS_A_TALK, diary, this::nextItem);
        }
        for (int i = theirs ? count(one.calls(), diary, dice) : 0; i > 0; i--) {
          Task stolen = one.owner().kind() == Guise.Kind.APP ? task : typed;
          Call call = one.owner().single(diary, stolen, Rhythm.any(diary.day(), dice));
          call.item = nextItem();
          call.apiKey = 1;
          call.place = one.place();
          call.client = like(one.owner().account());
        }
      }
    }
  }
}
