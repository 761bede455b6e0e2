package io.stillwatch.features;

/**
 * One entry of the catalogue.
 *
 * @param code its place in the threat model, such as "K1"; the first letter is its group: V volume,
 *     T tempo, H token shape, C content, K capability, P parameters, Q session, N infrastructure, A
 *     identity, B friction
 * @param use what a judgement may make of it
 * @param relative whether it means something only against peers of the same plan and model family
 * @param exposes the attacks that it exposes
 * @param lookAlikes who else shows it
 */
public record Feature(
    String name,
    String code,
    Use use,
    boolean relative,
    String unit,
    String window,
    String definition,
    String exposes,
    String lookAlikes) {

  /** What a judgement may make of a feature. */
  public enum Use {
    /** It carries weight of its own, beside others. */
    EVIDENCE,
    /** It supports other evidence and is none alone. */
    CORROBORATION,
    /** It says whom to compare with. */
    CONDITION
  }

  public char group() {
    return code.charAt(0);
  }
}
