/**
 * Long work on many threads that comes to the same with any number of them: {@link
 * io.stillwatch.detector.work.Crew} shares numbered tasks, {@link
 * io.stillwatch.detector.work.Progress} hears of them and can cancel.
 */
@NullMarked
package io.stillwatch.detector.work;

import org.jspecify.annotations.NullMarked;
