package io.stillwatch.featureservice.log;

import io.stillwatch.features.Event;
import io.stillwatch.v1.Report;

/** An event to be appended, as it was reported and as it was understood. */
public record LogRow(String source, Report report, Event event) {}
