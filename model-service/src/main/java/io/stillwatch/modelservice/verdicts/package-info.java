/**
 * What is held of each account. {@code LiveFollower} reads the feature service's stream into the
 * {@code VerdictTable}, which judges on arrival; {@code StoredVerdicts} keeps a copy for the next
 * start; {@code VerdictEndpoint} answers from the table and from nothing else.
 */
@NullMarked
package io.stillwatch.modelservice.verdicts;

import org.jspecify.annotations.NullMarked;
