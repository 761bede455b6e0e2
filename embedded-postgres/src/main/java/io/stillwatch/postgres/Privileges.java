package io.stillwatch.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The user PostgreSQL runs as, which may not be root.
 *
 * <p>A plain user runs it as is. Root enters a user namespace, in which the files stay root's own; where namespaces are
 * forbidden, or the folder already belongs to somebody else, root steps down to that owner or to nobody, to whom the
 * folder is given.
 */
record Privileges(List<String> prefix, int owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  private static final int AS_WE_ARE = -1;

  static Privileges toWorkIn(Path folder) {
    if (new UnixSystem().getUid() != ROOT) {
      return new Privileges(List.of(), AS_WE_ARE);
    }
    int owner = ownerOf(folder);
    if (owner != ROOT) {
      return steppedDownTo(owner);
    }
    Privileges namespace = inNamespace();
    if (namespace.work()) {
      return namespace;
    }
    Privileges nobody = steppedDownTo(NOBODY);
    if (nobody.work()) {
      return nobody;
    }
    throw new IllegalStateException(
        "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works on this machine:"
            + " start Stillwatch as a plain user");
  }

  static Privileges inNamespace() {
    return new Privileges(List.of("unshare", "-U"), AS_WE_ARE);
  }

  static Privileges steppedDownTo(int uid) {
    String user = String.format(Locale.ROOT, "--reuid=%d", uid);
    String group = String.format(Locale.ROOT, "--regid=%d", uid);
    return new Privileges(List.of("setpriv", user, group, "--clear-groups"), uid);
  }

  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /** Gives a file to the user the server runs as. */
  void give(Path file) {
    if (owner == AS_WE_ARE) {
      return;
    }
    try {
      Files.setAttribute(file, "unix:uid", owner);
      Files.setAttribute(file, "unix:gid", owner);
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot give " + file + " to user " + owner, refused);
    }
  }

  private boolean work() {
    return new Program(Path.of("/"), command(Path.of("true"), List.of())).run().succeeded();
  }

  private static int ownerOf(Path folder) {
    try {
      return (int) Files.getAttribute(folder, "unix:uid");
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the owner of " + folder, unreadable);
    }
  }
}
