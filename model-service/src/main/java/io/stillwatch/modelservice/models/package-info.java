/**
 * The registry of models. A file comes in as an {@code Upload}, is opened with the trusted keys and
 * kept by {@code ModelStore}; {@code Promotions} moves the aliases; {@code ChampionWatch} sees who
 * the champion is, whichever replica made it so, and crowns it in {@link
 * io.stillwatch.modelservice.models.Champion}, which all else reads.
 */
@NullMarked
package io.stillwatch.modelservice.models;

import org.jspecify.annotations.NullMarked;
