package io.stillwatch.simulator.world;

/**
 * Where a call comes from: an address prefix (/24 or /48) of a network.
 *
 * @param prefix keyed token
 * @param hosting whether the network is a hosting provider's
 */
public record Place(String prefix, int asn, String country, boolean hosting, boolean vpn) {}
