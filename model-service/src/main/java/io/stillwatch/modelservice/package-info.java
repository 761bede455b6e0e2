/**
 * The model service: vectors in, verdicts out. {@code models} is the registry and knows the
 * champion, {@code verdicts} follows the feature service, judges what arrives and answers gateways
 * from memory, {@code networks} shows whom the champion saw together. {@link
 * io.stillwatch.modelservice.ModelServiceApplication} starts it.
 */
@NullMarked
package io.stillwatch.modelservice;

import org.jspecify.annotations.NullMarked;
