package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.World;
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
  /** From one rented home in the country that the account names. */
  LOCAL {
    @Override
    void settle(Account account, World world) {
      account.moveTo(world.places().home(account.dice, account.country));
    }
  },
  /** From another rented home with each call. */
  ROTATING {
    @Override
    void settle(Account account, World world) {
      account.moveTo(world.places().residentialProxy(account.dice));
    }

    @Override
    Place place(Account account, World world) {
      return world.places().residentialProxy(account.dice);
    }
  };

  /** Gives an account its places. */
  abstract void settle(Account account, World world);

  /** From where its next call comes; null: from its usual place. */
  @Nullable Place place(Account account, World world) {
    return null;
  }
}
