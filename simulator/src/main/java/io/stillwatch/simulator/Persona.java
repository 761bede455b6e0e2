package io.stillwatch.simulator;

/** Who an account is. Codes are those of the threat model: L honest, S harvesting. */
public enum Persona {
  CHAT("L0", "people who chat"),
  API("L0", "programs of small companies"),
  RETRIEVAL("L0", "answers over documents"),
  EVALUATION("L01", "the same prompts every night"),
  SYNTHETIC_DATA("L02", "a verified organisation that makes training data"),
  CODING_AGENT("L03", "one public frame over many accounts and organisations"),
  SUPPORT_BOT("L06", "one frame, short turns"),
  CLASSROOM("L08", "students with one assignment"),
  JUDGE("L12", "answers scored by a rubric"),
  APP("L17", "a vendor's app with keys of its users"),
  NEW_APP("L17", "such an app that was launched within the season"),
  SCRAPER("S01", "a single loud scraper"),
  PIPELINE("S05", "a fixed-prompt pipeline with two pools of accounts");

  private final String code;
  private final String description;

  Persona(String code, String description) {
    this.code = code;
    this.description = description;
  }

  public String code() {
    return code;
  }

  public String description() {
    return description;
  }

  public boolean attack() {
    return code.startsWith("S");
  }
}
