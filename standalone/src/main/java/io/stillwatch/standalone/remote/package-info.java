/**
 * Commands that speak to running services over gRPC: looking at accounts, networks and models,
 * tokens, and {@code replay}, which reports a file of events. {@link
 * io.stillwatch.standalone.remote.Remote} finds the service, {@link
 * io.stillwatch.standalone.remote.Output} prints.
 */
@NullMarked
package io.stillwatch.standalone.remote;

import org.jspecify.annotations.NullMarked;
