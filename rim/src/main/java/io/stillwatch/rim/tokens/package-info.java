/**
 * Bearer tokens: {@link io.stillwatch.rim.tokens.TokenStore} keeps their digests in the service's
 * schema, {@link io.stillwatch.rim.tokens.TokenTable} has them in memory, {@link
 * io.stillwatch.rim.tokens.TokenGuard} holds every call against the scope that its method needs,
 * {@link io.stillwatch.rim.tokens.TokenBook} makes and revokes them, and {@link
 * io.stillwatch.rim.tokens.TokenDesk} does so for callers.
 */
@NullMarked
package io.stillwatch.rim.tokens;

import org.jspecify.annotations.NullMarked;
