package io.stillwatch.detector.network;

/** What members of a network may have in common besides the content, each as "k of n do". */
enum Trait {
  INSTRUMENT_SHARED("money", "share a way of paying with another member"),
  INSTRUMENT_CROWDED("money", "pay with one and the same instrument"),
  ISSUER_CROWDED("money", "pay through one issuer"),
  EMAIL_CROWDED("money", "have e-mail addresses of one pattern"),
  SIGN_UP_BURST("money", "signed up within ten minutes of another member"),
  ADDRESS_SHARED("place", "share an address prefix with another member"),
  ADDRESS_CROWDED("place", "call from one address prefix"),
  CLIENT_CROWDED("client", "use one client bundle"),
  EVEN_LOAD("control", "carry a load within a quarter of the median"),
  ARTEFACT_SHARED("control", "were given or handed in sealed reasoning that another member was"),
  CLOSED("behaviour", "were closed by the platform");

  private final String family;
  private final String text;

  Trait(String family, String text) {
    this.family = family;
    this.text = text;
  }

  /** The family of evidence, as NetworkEvidence names it. */
  String family() {
    return family;
  }

  /** What they do: the end of "k of n ...". */
  String text() {
    return text;
  }
}
