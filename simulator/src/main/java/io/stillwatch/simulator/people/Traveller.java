package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** L18: people on the road: other countries for days, or a VPN that ends abroad. */
final class Traveller extends Honest {
  private static final Parameter TRIPS =
      Parameter.linear("trips", "days", 10, 40, "between two trips, on average");
  private static final Parameter LENGTH =
      Parameter.log("length", "days", 2, 25, "of a trip, on average");
  private static final Parameter VPN =
      Parameter.linear("vpn", "share of people", 0.5, 0.5, "that mostly call through a VPN");

  Traveller() {
    super("L18", "traveller", "travellers and VPN users: countries change", TRIPS, LENGTH, VPN);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new OnTheRoad(stage, accounts);
  }

  /** One person, or a company whose VPN ends abroad. */
  private static final class OnTheRoad extends Group {
    private final List<Person> people = new ArrayList<>();
    private final World world;
    private final boolean vpn;
    private final double trips;
    private final double length;
    private final List<Place> abroad = new ArrayList<>();
    private final List<Integer> until = new ArrayList<>();

    private OnTheRoad(Stage stage, int accounts) {
      world = stage.world();
      Dice dice = stage.dice();
      vpn = dice.chance(stage.draw(VPN));
      trips = stage.draw(TRIPS);
      length = stage.draw(LENGTH);
      List<Account> staff = Company.staff(stage, accounts);
      Place tunnel = world.places().vpn(dice);
      for (Account account : staff) {
        people.add(Chat.person(stage, join(account)));
        until.add(-1);
        abroad.add(tunnel);
        if (vpn && staff.size() > 1) {
          account.moveTo(tunnel);
        }
      }
    }

    @Override
    public void plan(Diary diary) {
      for (int i = 0; i < people.size(); i++) {
        Account account = people.get(i).account();
        Dice dice = account.dice;
        boolean home = until.get(i) < diary.day().number();
        if (home && dice.chance(1 / trips)) {
          until.set(i, diary.day().number() + dice.geometric(length));
          abroad.set(i, destination(dice));
        }
        boolean away = until.get(i) >= diary.day().number();
        int from = i;
        people.get(i).plan(diary).forEach(call -> call.place = place(away, abroad.get(from), dice));
      }
    }

    private Place destination(Dice dice) {
      Country country = Country.draw(dice);
      return dice.chance(0.4)
          ? world.places().phone(dice, country)
          : world.places().home(dice, country);
    }

    /** Null: as usual. */
    private @Nullable Place place(boolean away, Place there, Dice dice) {
      if (vpn && accounts().size() == 1 && dice.chance(0.8)) {
        return world.places().vpn(dice);
      }
      return away && !vpn ? there : null;
    }
  }
}
