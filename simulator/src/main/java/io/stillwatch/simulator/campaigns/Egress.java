package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an account's calls leave. */
enum Egress {
  /** From the owner's own places. */
  OWN {
    @Override
    void settle(Account account, World world) {}
  },
  /** From one machine at a hosting provider. */
  HOST {
    @Override
    void settle(Account account, World world) {
      account.moveTo(world.places().host(account.dice));
    }
  },
  /** From one address of a VPN. */
  VPN {
    @Override
    void settle(Account account, World world) {
      account.moveTo(world.places().vpn(account.dice));
    }
  },
  /** From one rented home, wherever it is. */
  STICKY {
    @Override
    void settle(Account account, World world) {
      account.moveTo(world.places().residentialProxy(account.dice));
    }
  },
  /** Some from machines, some from rented homes, few through a VPN or from where the owner is. */
  MIXED {
    @Override
    void settle(Account account, World world) {
      double one = account.dice.unit();
      Egress egress = one < 0.5 ? HOST : one < 0.53 ? VPN : one < 0.7 ? OWN : LOCAL;
      egress.settle(account, world);
    }
  },
  /** From one rented home in the country that the account names. */
  LOCAL {
    @Override
    void settle(Account account, World world) {
      account.moveTo(world.places().home(account.dice, account.country));
    }
  },
  /** From another rented home of the account's country with each call. */
  ROTATING {
    @Override
    void settle(Account account, World world) {
      LOCAL.settle(account, world);
    }

    @Override
    Place place(Account account, World world) {
      return world.places().home(account.dice, account.country);
    }
  };

  /** One campaign's. */
  static Egress any(Dice dice) {
    return dice.pick(List.of(MIXED, LOCAL, OWN));
  }

  /** Gives an account its places. */
  abstract void settle(Account account, World world);

  /** From where its next call comes; null: from its usual place. */
  @Nullable Place place(Account account, World world) {
    return null;
  }
}
