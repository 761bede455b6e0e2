/**
 * The training night, and the hours between two. {@link io.stillwatch.trainer.Night} asks the
 * feature service for the closed days, lets the detector learn from them, signs what it learned and
 * hands it to the model service; {@link io.stillwatch.trainer.NightOutcome} says how it ended.
 * {@link io.stillwatch.trainer.Hour} looks for networks alone, among the accounts of now. {@link
 * io.stillwatch.trainer.TrainerMain} is one of these as a program that exits. Nothing is kept here:
 * last night's networks are asked of the model service.
 */
@NullMarked
package io.stillwatch.trainer;

import org.jspecify.annotations.NullMarked;
