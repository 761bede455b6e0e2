package io.stillwatch.sketch;

import io.stillwatch.sketch.Prompt.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A prompt's texts by what they are: the system's, and what the user, or a tool for them, said. */
record Texts(List<String> system, List<String> user, int assistantMessages, int toolMessages) {
  private static final String ASSISTANT = "assistant";
  private static final Set<String> SYSTEM = Set.of("system", "developer");
  private static final Set<String> TOOL = Set.of("tool", "function");

  static Texts of(Prompt prompt) {
    List<String> system = new ArrayList<>();
    List<String> user = new ArrayList<>();
    int assistantMessages = 0;
    int toolMessages = 0;
    if (prompt.system() != null) {
      system.add(prompt.system());
    }
    for (Message message : prompt.messages()) {
      if (message.role().equals(ASSISTANT)) {
        assistantMessages++;
      } else {
        toolMessages += TOOL.contains(message.role()) ? 1 : 0;
        (SYSTEM.contains(message.role()) ? system : user).add(message.content());
      }
    }
    return new Texts(system, user, assistantMessages, toolMessages);
  }

  @Override
  public String toString() {
    return "Texts of " + (system.size() + user.size()) + " messages";
  }
}
