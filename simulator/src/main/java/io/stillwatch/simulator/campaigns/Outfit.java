package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.world.Clients.Client;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.simulator.world.Plan;
import io.stillwatch.simulator.world.Wallets;
import io.stillwatch.simulator.world.World;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's accounts look to the platform: what they have bought and with which card, from
 * where and with what they call. All of it comes from where honest customers have theirs.
 */
final class Outfit {
  private final World world;
  private final Dice dice;
  private final Egress egress;
  private final double disposable;
  private double accountsACard = 1;
  private double paid = 0.7;
  private boolean oneClient;
  private @Nullable Client client;
  private Wallets.@Nullable Card card;
  private int payers;
  private final int issuer;

  Outfit(Stage stage, Egress egress) {
    this.world = stage.world();
    this.dice = stage.dice("outfit");
    this.egress = egress;
    this.disposable = stage.draw(Scenario.DISPOSABLE);
    this.issuer = dice.below(Wallets.VIRTUAL_ISSUERS);
  }

  /** Several accounts pay with one virtual card, as many as that at most. */
  Outfit sharingCards(double accounts) {
    accountsACard = accounts;
    return this;
  }

  /** The share of accounts on a plan that costs something. */
  Outfit paying(double share) {
    paid = share;
    return this;
  }

  /** All accounts call with the operator's software. */
  Outfit oneClient() {
    oneClient = true;
    return this;
  }

  void dress(Account account) {
    subscribe(account, dice.chance(paid));
    account.disposableEmail = dice.chance(disposable);
    egress.settle(account, world);
    if (oneClient) {
      if (client == null) {
        client = world.clients().draw(dice);
      }
      account.client = client;
    }
  }

  /** Who pays has a card, and who does not has none. */
  private void subscribe(Account account, boolean pays) {
    account.plan = pays ? Plan.PRO : Plan.FREE;
    account.card = pays ? card(account) : null;
  }

  private Wallets.Card card(Account account) {
    if (accountsACard < 2) {
      return Wallets.card(account.dice, account.country);
    }
    if (card == null || payers-- <= 0) {
      card = Wallets.virtualCard(dice, issuer);
      payers = Math.max(0, dice.poisson(accountsACard) - 1);
    }
    return card;
  }

  /** From where a call comes; null: from the account's usual place. */
  @Nullable Place place(Account account) {
    return egress.place(account, world);
  }
}
