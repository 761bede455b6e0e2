package io.stillwatch.standalone.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.detector.evidence.PackRejected;
import io.stillwatch.detector.evidence.SealedPack;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Evidence packs as files. */
final class PackFile {
  private PackFile() {}

  /** Evidence is not overwritten. */
  static void refuseTaken(Path out) {
    if (Files.exists(out)) {
      throw new IllegalArgumentException(out + " is there already");
    }
  }

  /** Says where it is and how long. */
  static Struct write(Path out, byte[] pack) {
    try {
      Files.write(out, pack, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException full) {
      throw new CommandFailed("cannot write " + out + ": " + full.getMessage(), full);
    }
    return Struct.newBuilder()
        .putFields("file", text(out.toString()))
        .putFields("bytes", Value.newBuilder().setNumberValue(pack.length).build())
        .build();
  }

  /** The pack, if the key signed it as it is; else throws {@link CommandFailed}. */
  static Struct verified(Path file, Path key) {
    byte[] bytes = bytes(file);
    TrustedKeys trusted = trusted(key);
    try {
      Struct.Builder pack = Struct.newBuilder();
      JsonFormat.parser().merge(SealedPack.open(bytes, trusted), pack);
      return pack.build();
    } catch (PackRejected rejected) {
      throw new CommandFailed(file + ": " + rejected.getMessage(), rejected);
    } catch (InvalidProtocolBufferException broken) {
      throw new CommandFailed(file + ": what was signed is no JSON", broken);
    }
  }

  static String told(Struct pack) {
    Struct network = pack.getFieldsOrThrow("network").getStructValue();
    Struct query = pack.getFieldsOrThrow("query").getStructValue();
    return String.format(
        "valid: network %s, %s, %.0f members, as %s; made at %s by model %s",
        string(network, "id"),
        string(network, "standing"),
        network.getFieldsOrThrow("members").getNumberValue(),
        string(pack, "identifiers"),
        string(pack, "made_at"),
        string(query, "model_version"));
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > SealedPack.MAX_BYTES) {
        throw new CommandFailed(file + ": too long for a pack");
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot read the pack " + file, unreadable);
    }
  }

  private static TrustedKeys trusted(Path key) {
    try {
      return TrustedKeys.read(List.of(key));
    } catch (UncheckedIOException unreadable) {
      throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
    }
  }

  private static String string(Struct of, String name) {
    return of.getFieldsOrThrow(name).getStringValue();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
