/** What everybody shares: networks and addresses, clients, models, plans, ways to pay. */
@NullMarked
package io.stillwatch.simulator.world;

import org.jspecify.annotations.NullMarked;
