package io.stillwatch.standalone.commands;

/** A command that did its work and has to say no; the message is for a person. Exit code 1. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CommandFailed(String message) {
    super(message);
  }

  public CommandFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
