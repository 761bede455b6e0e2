package io.stillwatch.evaluation.report;

/** A value named at the edge of a chart. */
public record Tick(double at, String label) {}
