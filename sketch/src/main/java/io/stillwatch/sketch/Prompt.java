package io.stillwatch.sketch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as it goes to a model. Never stored.
 *
 * @param system null: none
 */
public record Prompt(@Nullable String system, List<Message> messages) {
  public Prompt {
    messages = List.copyOf(messages);
  }

  /** One message. Roles other than "assistant" count as the user's. */
  public record Message(String role, String content) {
    @Override
    public String toString() {
      return "Message of " + role + ", " + content.length() + " characters";
    }
  }

  @Override
  public String toString() {
    return "Prompt of " + messages.size() + " messages";
  }
}
