/** Makes up what is asked. Texts are sketched and thrown away. */
@NullMarked
package io.stillwatch.simulator.language;

import org.jspecify.annotations.NullMarked;
