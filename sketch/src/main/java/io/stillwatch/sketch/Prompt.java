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

  /**
   * One message. The roles "system" and "developer" add to the system prompt; roles other than
   * these and "assistant" count as the user's.
   */
  public record Message(String role, String content) {
    public Message {
      if (role == null || content == null) {
        throw new IllegalArgumentException("a message without role or content");
      }
    }

    @Override
    public String toString() {
      return "Message of " + content.length() + " characters";
    }
  }

  @Override
  public String toString() {
    return "Prompt of " + messages.size() + " messages";
  }
}
