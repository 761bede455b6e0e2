/**
 * What people see: one controller for each page, its template of the same name in {@code
 * dashboard/pages}. {@link io.stillwatch.modelservice.dashboard.pages.Surroundings} adds what
 * stands on every page, {@link io.stillwatch.modelservice.dashboard.pages.Words} says values as
 * people do.
 */
@NullMarked
package io.stillwatch.modelservice.dashboard.pages;

import org.jspecify.annotations.NullMarked;
