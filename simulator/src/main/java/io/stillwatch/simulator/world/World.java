package io.stillwatch.simulator.world;

/** What everybody shares. Immutable. */
public record World(long seed, Places places, Clients clients, ModelLine models) {
  public static World of(long seed, int accounts, double releaseDay) {
    return new World(
        seed, new Places(seed, accounts), new Clients(seed), new ModelLine(releaseDay));
  }
}
