package io.stillwatch.simulator.language;

/** What a fixed instruction is for. */
public enum Genre {
  ASSISTANT,
  SUPPORT,
  RETRIEVAL,
  EXTRACTION,
  CODING_AGENT,
  CODE_REVIEW,
  TUTOR,
  /** An exercise of a class: show your work. */
  ASSIGNMENT,
  /** Scores answers by a rubric. */
  JUDGE,
  MODERATOR,
  /** Makes up tasks and exercises. */
  TASK_AUTHOR,
  /** Wants the thoughts before the answer, between tags. */
  REASON_IN_TAGS,
  /** Reconstructs or cleans a trace of reasoning. */
  TRACE_CLEANER,
  /** Says why each decision was made, for an audit. */
  AUDITOR,
  /** Says something sensitive so that it passes. */
  SAFE_REWRITER,
  TRANSLATOR,
  /** Tries to get at what the model hides, or to make it refuse. */
  ELICITATION,
  CLASSIFIER,
  STORY,
  HOME_AUTOMATION
}
