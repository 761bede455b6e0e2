package io.stillwatch.evaluation;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.Verdict;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The nights of a run in a folder, a file for each, so that a run that was broken off need not live
 * them again. A file is whole or not there. In between there is the night's model: what is
 * published and not yet judged by is published again, rather than learned again from what it
 * changed itself.
 */
final class KeptNights {
  /** Keeps nothing. */
  static final KeptNights NONE = new KeptNights(null);

  private static final String ACTIVATED = "activated";
  private static final String HELD_BACK = "held back";
  private static final String TOO_LITTLE = "too little";

  private final @Nullable Path folder;

  private KeptNights(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Those of a folder, which is made if it is not there. */
  static KeptNights in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot make " + folder, unwritable);
    }
    return new KeptNights(folder);
  }

  /** Empty: the night is still to be lived. */
  Optional<KeptNight> of(LocalDate day) {
    return read(day + ".night.gz", in -> night(day, in));
  }

  /** The model of a night that was broken off after it was fitted. */
  Optional<ModelBundle> fitted(LocalDate day) {
    return read(day + ".model.gz", in -> message(in, ModelBundle.parser()));
  }

  void keep(LocalDate day, ModelBundle fitted) {
    write(day + ".model.gz", out -> fitted.writeDelimitedTo(out));
  }

  /** Its model is no longer needed then. */
  void keep(KeptNight night) {
    write(night.day() + ".night.gz", out -> write(night, out));
    if (folder != null) {
      try {
        Files.deleteIfExists(folder.resolve(night.day() + ".model.gz"));
      } catch (IOException stays) {
        throw new UncheckedIOException("cannot remove the model of " + night.day(), stays);
      }
    }
  }

  private static void write(KeptNight night, DataOutputStream out) throws IOException {
    write(night.outcome(), out);
    out.writeUTF(night.active());
    writeAll(night.verdicts().values(), out);
    writeAll(night.networks(), out);
  }

  private static void write(NightOutcome outcome, DataOutputStream out) throws IOException {
    if (outcome instanceof NightOutcome.Activated activated) {
      out.writeUTF(ACTIVATED);
      activated.manifest().writeDelimitedTo(out);
      out.writeInt(activated.networks());
      out.writeUTF(activated.following());
    } else if (outcome instanceof NightOutcome.HeldBack heldBack) {
      out.writeUTF(HELD_BACK);
      heldBack.manifest().writeDelimitedTo(out);
    } else {
      out.writeUTF(TOO_LITTLE);
      out.writeUTF(outcome.text());
    }
  }

  private static void writeAll(Collection<? extends MessageLite> messages, DataOutputStream out)
      throws IOException {
    out.writeInt(messages.size());
    for (MessageLite message : messages) {
      message.writeDelimitedTo(out);
    }
  }

  private static KeptNight night(LocalDate day, DataInputStream in) throws IOException {
    NightOutcome outcome = outcome(in);
    String active = in.readUTF();
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Verdict verdict : all(in, Verdict.parser())) {
      verdicts.put(verdict.getAccountId(), verdict);
    }
    return new KeptNight(day, outcome, active, verdicts, all(in, Network.parser()));
  }

  private static NightOutcome outcome(DataInputStream in) throws IOException {
    String kind = in.readUTF();
    return switch (kind) {
      case ACTIVATED ->
          new NightOutcome.Activated(
              message(in, ModelManifest.parser()), in.readInt(), in.readUTF());
      case HELD_BACK -> new NightOutcome.HeldBack(message(in, ModelManifest.parser()));
      case TOO_LITTLE -> new NightOutcome.TooLittle(in.readUTF());
      default -> throw new IOException("a night that ended as \"" + kind + "\"");
    };
  }

  private static <T> List<T> all(DataInputStream in, Parser<T> parser) throws IOException {
    int count = in.readInt();
    List<T> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(message(in, parser));
    }
    return messages;
  }

  private static <T> T message(DataInputStream in, Parser<T> parser) throws IOException {
    return parser.parseDelimitedFrom(in);
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private <T> Optional<T> read(String name, Reading<T> reading) {
    if (folder == null || !Files.exists(folder.resolve(name))) {
      return Optional.empty();
    }
    Path file = folder.resolve(name);
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
      return Optional.of(reading.from(in));
    } catch (IOException broken) {
      throw new BadFile(file, "cannot be read: " + broken);
    }
  }

  /** The file is on the disk when this returns: events after the night come later. */
  private void write(String name, Writing writing) {
    if (folder == null) {
      return;
    }
    try {
      WholeFile.write(folder.resolve(name), file -> write(writing, file));
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot keep " + name + " in " + folder, unwritable);
    }
  }

  private static void write(Writing writing, OutputStream file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(file)))) {
      writing.to(out);
    }
  }
}
