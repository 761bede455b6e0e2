package io.stillwatch.detector.personas;

/**
 * The persona that a row is nearest to.
 *
 * @param distance Euclidean, in interquartile ranges; never negative
 */
public record Likeness(Persona persona, double distance) {}
