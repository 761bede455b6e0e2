package io.stillwatch.features;

/**
 * A family of keys that accounts can share. Names are those of {@code stillwatch.v1.LinkFamily}.
 */
public enum LinkFamily {
  FRAME,
  AFFIX,
  INSTRUMENT,
  ISSUER,
  EMAIL,
  ADDRESS,
  CLIENT,
  ARTEFACT
}
