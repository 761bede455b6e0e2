package io.stillwatch.sketch;

/**
 * What a prompt asks for, as counts of matches with the {@link Lexicon}; each 0 to {@link #MAX}.
 * They are hints to be counted over many prompts: every one of them fires on honest work too.
 *
 * @param hiddenReasoning asks to write out hidden or internal reasoning
 * @param rubricJudging asks to judge candidate answers by a rubric or on a scale
 * @param taskSynthesis asks to make up tasks, problems or tests
 * @param agentic carries tool schemas, tool results or the structure of an agent's harness
 * @param rewrite asks for a safe or neutral version of a text
 */
public record Intents(
    int hiddenReasoning, int rubricJudging, int taskSynthesis, int agentic, int rewrite) {
  /** The largest count; more are counted as this many. */
  public static final int MAX = 1_000_000;

  public Intents {
    check("hiddenReasoning", hiddenReasoning);
    check("rubricJudging", rubricJudging);
    check("taskSynthesis", taskSynthesis);
    check("agentic", agentic);
    check("rewrite", rewrite);
  }

  private static void check(String name, int count) {
    if (count < 0 || count > MAX) {
      throw new IllegalArgumentException(name + " is not within 0 to " + MAX + ": " + count);
    }
  }
}
