/**
 * Lists in pages. A {@link io.stillwatch.modelservice.paging.Page} begins after a {@link
 * io.stillwatch.modelservice.paging.PageMark}, the last entry of the page before, which callers
 * hold as a {@link io.stillwatch.modelservice.paging.PageToken}; so a list that changes meanwhile
 * neither repeats nor skips what stayed.
 */
@NullMarked
package io.stillwatch.modelservice.paging;

import org.jspecify.annotations.NullMarked;
