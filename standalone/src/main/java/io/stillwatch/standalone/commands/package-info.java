/** What commands have in common: how they fail, and how they write their results. */
@NullMarked
package io.stillwatch.standalone.commands;

import org.jspecify.annotations.NullMarked;
