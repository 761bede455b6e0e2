package io.stillwatch.sketch;

import org.jspecify.annotations.Nullable;

/**
 * The same prompt under the key that is being retired, so that what was seen before a change of key
 * can still be found after it: each field is what {@link PromptSketch} has under that name.
 *
 * @param keyId the key that hashed it, never 0
 * @param frameKey 0 when the prompt has no frame
 * @param bodyHash 0 when the body is too short
 * @param prefixHash null when the last user message is too short
 * @param suffixHash null when the last user message is too short
 */
public record SketchAlias(
    int keyId, long frameKey, long bodyHash, @Nullable Long prefixHash, @Nullable Long suffixHash) {
  public SketchAlias {
    if (keyId == 0) {
      throw new IllegalArgumentException("key id 0 of a sketch's alias");
    }
  }

  /** What a sketch made under a retiring key leaves in the one under the new key. */
  public static SketchAlias of(PromptSketch sketch) {
    return new SketchAlias(
        sketch.keyId(),
        sketch.frameKey(),
        sketch.bodyHash(),
        sketch.prefixHash(),
        sketch.suffixHash());
  }
}
