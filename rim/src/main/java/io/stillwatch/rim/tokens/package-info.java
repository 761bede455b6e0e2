/**
 * Bearer tokens: {@link io.stillwatch.rim.tokens.TokenStore} keeps their digests in the service's
 * schema, {@link io.stillwatch.rim.tokens.TokenTable} has them in memory, {@link
 * io.stillwatch.rim.tokens.TokenGuard} holds every call against the scope that its method needs,
 * and {@link io.stillwatch.rim.tokens.TokenDesk} makes and revokes them.
 */
@NullMarked
package io.stillwatch.rim.tokens;

import org.jspecify.annotations.NullMarked;
