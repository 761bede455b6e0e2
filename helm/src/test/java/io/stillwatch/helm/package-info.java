/**
 * Renders the chart with Helm itself for every file in {@code ci}, reads what comes out with the
 * types of Kubernetes, and holds it against rules: of Kubernetes, of hardened pods, and of what the
 * services really read.
 */
@NullMarked
package io.stillwatch.helm;

import org.jspecify.annotations.NullMarked;
