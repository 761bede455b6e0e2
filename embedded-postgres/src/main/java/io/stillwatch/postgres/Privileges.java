package io.stillwatch.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The user PostgreSQL runs as, which may not be root.
 *
 * <p>A plain user runs it as is. Root enters a user namespace, in which the files stay root's own;
 * where namespaces are forbidden, or the folder already belongs to somebody else, root steps down
 * to that owner or to nobody, to whom the folder is given.
 */
record Privileges(List<String> prefix, int user, int group) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  private static final int AS_WE_ARE = -1;

  static Privileges toWorkIn(Path folder) {
    if (ourUser() != ROOT) {
      return isNameless() && inNamespace().work() ? inNamespace() : asWeAre();
    }
    int owner = attribute(folder, "unix:uid");
    if (owner != ROOT) {
      return steppedDownTo(owner, attribute(folder, "unix:gid"));
    }
    Privileges namespace = inNamespace();
    if (namespace.work()) {
      return namespace;
    }
    Privileges nobody = steppedDownTo(NOBODY, NOBODY);
    if (nobody.work()) {
      return nobody;
    }
    throw new IllegalStateException(
        "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works on this machine:"
            + " start Stillwatch as a plain user");
  }

  /** The number of the user this process runs as: the owner of what it creates. */
  static int ourUser() {
    try {
      Path probe = Files.createTempFile("stillwatch-", "");
      try {
        return attribute(probe, "unix:uid");
      } finally {
        Files.delete(probe);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write to the temporary folder", unwritable);
    }
  }

  /**
   * A container may give a user no account; initdb wants one, and in a namespace finds nobody's.
   */
  private static boolean isNameless() {
    return System.getProperty("user.name", "?").equals("?");
  }

  private static Privileges asWeAre() {
    return new Privileges(List.of(), AS_WE_ARE, AS_WE_ARE);
  }

  static Privileges inNamespace() {
    return new Privileges(List.of("unshare", "-U"), AS_WE_ARE, AS_WE_ARE);
  }

  static Privileges steppedDownTo(int user, int group) {
    List<String> prefix =
        List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
    return new Privileges(prefix, user, group);
  }

  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /** Gives a file to the user the server runs as. */
  void give(Path file) {
    if (user == AS_WE_ARE) {
      return;
    }
    try {
      Files.setAttribute(file, "unix:uid", user);
      Files.setAttribute(file, "unix:gid", group);
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot give " + file + " to user " + user, refused);
    }
  }

  private boolean work() {
    return new Program(Path.of("/"), command(Path.of("true"), List.of())).run().succeeded();
  }

  private static int attribute(Path folder, String name) {
    try {
      return (int) Files.getAttribute(folder, name);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the owner of " + folder, unreadable);
    }
  }
}
