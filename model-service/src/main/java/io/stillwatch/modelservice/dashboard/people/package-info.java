/**
 * Who may sign in to the dashboard. {@link io.stillwatch.modelservice.dashboard.people.People}
 * keeps them in PostgreSQL, {@link io.stillwatch.modelservice.dashboard.people.SignIn} checks a
 * password and locks a person out who fails too often, {@link
 * io.stillwatch.modelservice.dashboard.people.FirstAdministrator} lets somebody in at the first
 * start.
 */
@NullMarked
package io.stillwatch.modelservice.dashboard.people;

import org.jspecify.annotations.NullMarked;
