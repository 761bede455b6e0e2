/**
 * What both services share at their edge: the clock, tokens and scopes, errors, executors, and
 * repeated work. It is wired by {@link io.stillwatch.rim.RimAutoConfiguration} into any Spring Boot
 * application that has a gRPC server and a database; each service adds its {@link
 * io.stillwatch.rim.tokens.MethodScopes} and a table {@code tokens} in its own schema.
 */
@NullMarked
package io.stillwatch.rim;

import org.jspecify.annotations.NullMarked;
