package io.stillwatch.evaluation.judgement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a campaign was detected.
 *
 * @param size its accounts
 * @param days from the first active day to the detection, 0 on the same day; infinite: undetected
 * @param first its first active day, which may lie in the baseline
 * @param detected null: never
 */
public record Detection(
    String campaign,
    String scenario,
    int size,
    double days,
    LocalDate first,
    @Nullable LocalDate detected) {}
