package io.stillwatch.simulator.cast;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.play.Role;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import io.stillwatch.simulator.season.Settings;
import io.stillwatch.simulator.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a play of a plan. What a group is depends on the seed and its name alone. */
public final class Casting {
  private static final double LEAVING = 0.01;

  private final SeasonPlan plan;
  private final World world;
  private final List<Play.Player> players = new ArrayList<>();

  private Casting(SeasonPlan plan, long seed) {
    this.plan = plan;
    this.world = World.of(seed, plan.accounts(), plan.releaseDay());
  }

  /**
   * Throws IllegalArgumentException, naming it, for a role or parameter that the plan names and
   * nobody knows.
   */
  public static Play play(SeasonPlan plan, long seed) {
    Casting casting = new Casting(plan, seed);
    plan.roles().keySet().forEach(Casting::known);
    casting.castHonest();
    casting.castCampaigns();
    return new Play(casting.world, casting.players, plan.start(), plan.days(), plan.mostCalls());
  }

  /**
   * The season that comes with Stillwatch as "demo", with so many honest accounts, over so many
   * days.
   */
  public static Play demo(int accounts, int days, long seed) {
    return play(SeasonFile.named("demo").withAccounts(accounts).withDays(days), seed);
  }

  private static Role known(String name) {
    return Roles.attacks().stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseGet(() -> Roles.honest(name));
  }

  private void castHonest() {
    double parts = plan.mix().values().stream().mapToDouble(part -> part).sum();
    for (Role role : Roles.honest()) {
      double part = plan.mix().getOrDefault(role.name(), 0.0);
      if (part > 0) {
        cast(role, (int) Math.round(plan.accounts() * part / parts));
      }
    }
    plan.mix().keySet().forEach(Roles::honest);
  }

  /** Groups until there are so many accounts. */
  private void cast(Role role, int accounts) {
    Settings settings = settings(role, Map.of());
    int left = accounts;
    for (int number = 0; left > 0; number++) {
      Group group = role.group(stage(role, settings, "" + number, false), left);
      group.accounts().forEach(this::perhapsLeaves);
      players.add(new Play.Player(role, group, ""));
      left -= Math.max(1, group.accounts().size());
    }
  }

  /** Of a hundred honest accounts one is closed by its owner or banned, rightly or not. */
  private void perhapsLeaves(Account account) {
    Dice dice = Dice.of(world.seed(), "leaves/" + account.id);
    if (!dice.chance(LEAVING)) {
      return;
    }
    double day = dice.between(Math.max(0, account.signUpDay), plan.days());
    long time = new Day(0, plan.start()).at(24 * day);
    if (dice.chance(0.5)) {
      account.bannedAt = time;
    } else {
      account.leavesAt = time;
    }
  }

  private void castCampaigns() {
    Map<String, Integer> numbers = new HashMap<>();
    for (CampaignPlan campaign : plan.campaigns()) {
      Role role = Roles.attack(campaign.role());
      Settings settings = settings(role, campaign.parameters());
      for (int i = 0; i < campaign.count(); i++) {
        int number = numbers.merge(role.name(), 1, Integer::sum);
        Stage stage = stage(role, settings, "" + number, i < campaign.throughBaseline());
        Group group = role.group(stage, campaign.accounts());
        players.add(new Play.Player(role, group, role.code() + "-" + number));
      }
    }
  }

  private Settings settings(Role role, Map<String, Range> own) {
    Map<String, Range> ranges = new HashMap<>(plan.roles().getOrDefault(role.name(), Map.of()));
    ranges.putAll(own);
    return Settings.of(role.name(), role.parameters(), ranges);
  }

  private Stage stage(Role role, Settings settings, String number, boolean throughBaseline) {
    String name = role.name() + "/" + number;
    return new Stage(
        world,
        settings,
        name,
        Dice.of(world.seed(), "group/" + name),
        plan.start(),
        plan.baselineDays(),
        plan.days(),
        throughBaseline);
  }
}
