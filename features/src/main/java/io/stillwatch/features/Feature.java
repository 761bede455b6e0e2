package io.stillwatch.features;

/**
 * One entry of the catalogue.
 *
 * @param group one letter: V volume, T tempo, H token shape, C content, K capability, P parameters,
 *     Q session, N infrastructure, A identity, B friction
 * @param exposes the attacks that it exposes, as codes of the threat model
 * @param lookAlikes who else shows it
 */
public record Feature(
    String name,
    char group,
    String unit,
    String window,
    String definition,
    String exposes,
    String lookAlikes) {}
