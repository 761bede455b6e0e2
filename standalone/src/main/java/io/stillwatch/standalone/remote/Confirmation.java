package io.stillwatch.standalone.remote;

import java.io.Console;

/** A person's word for what cannot be taken back. */
final class Confirmation {
  private Confirmation() {}

  /** Whether somebody at a terminal typed that; false where there is none. */
  @SuppressWarnings("SystemConsoleNull") // From Java 22 on there is one that reads no line instead.
  static boolean typed(String word) {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    String answer = console.readLine("Type %s to erase it for ever: ", word);
    return word.equals(answer);
  }
}
