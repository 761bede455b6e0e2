/**
 * The one place where the kernel meets protobuf. Readers refuse what breaks a field's bound with
 * the field and the value in the message; writers never fail.
 */
@NullMarked
package io.stillwatch.features.wire;

import org.jspecify.annotations.NullMarked;
