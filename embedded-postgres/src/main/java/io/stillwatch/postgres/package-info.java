/**
 * A PostgreSQL server of our own: for the demo, for a small installation, and for tests.
 *
 * <p>{@link EmbeddedPostgres} is the door. {@code Binaries} unpacks the programs once into a cache,
 * {@code Privileges} finds a way to run them that PostgreSQL accepts (it refuses root), {@code
 * Cluster} knows the files of one server and starts and stops it, {@code Postmaster} tells a living
 * server from a file that one left behind, and {@code LastWill} clears a temporary server away
 * however this process ends.
 */
@NullMarked
package io.stillwatch.postgres;

import org.jspecify.annotations.NullMarked;
