/**
 * What people decided of networks, as it is kept: {@link
 * io.stillwatch.modelservice.decisions.DecisionStore} is only added to, and what it holds corrects
 * the champion's networks.
 */
@NullMarked
package io.stillwatch.modelservice.decisions;

import org.jspecify.annotations.NullMarked;
