package io.stillwatch.sketch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of known frames: for each the lines {@code name:}, {@code author:} and {@code expires:} (a
 * date or "never") in any order, a line {@code ---}, and the text up to a line {@code ===} or the
 * end. Says of a wrong one which line it is.
 */
final class FrameFile {
  static final int MAX_BYTES = 1 << 20;

  private static final Set<String> HEADERS = Set.of("name", "author", "expires");
  private static final String NEVER = "never";
  private static final String TEXT = "---";
  private static final String END = "===";
  private static final SipHash ANY = new SipHash(0, 0);

  private final String file;
  private final List<KnownFrame> frames = new ArrayList<>();
  private final Map<String, String> headers = new HashMap<>();

  /** The text so far; null in the headers. */
  private @Nullable StringBuilder text;

  private int line;

  FrameFile(String file) {
    this.file = file;
  }

  static List<KnownFrame> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(
          file + ": a file of known frames has at most " + MAX_BYTES + " bytes");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new FrameFile(file.toString()).read(text);
    } catch (CharacterCodingException broken) {
      throw new IllegalArgumentException(file + ": not UTF-8", broken);
    }
  }

  List<KnownFrame> read(String content) {
    content.lines().forEach(this::take);
    if (text != null || !headers.isEmpty()) {
      finish();
    }
    return frames;
  }

  private void take(String said) {
    line++;
    if (text == null) {
      takeHeader(said.strip());
    } else if (said.equals(END)) {
      finish();
    } else {
      text.append(said).append('\n');
    }
  }

  private void takeHeader(String said) {
    if (said.equals(TEXT)) {
      text = new StringBuilder();
    } else if (!said.isEmpty() && said.charAt(0) != '#') {
      int colon = said.indexOf(':');
      String name = colon < 0 ? "" : said.substring(0, colon);
      if (!HEADERS.contains(name)) {
        throw wrong("neither name:, author:, expires: nor " + TEXT);
      }
      if (headers.put(name, said.substring(colon + 1).strip()) != null) {
        throw wrong("a second " + name + ":");
      }
    }
  }

  private void finish() {
    if (text == null) {
      throw wrong("a frame without text: no line " + TEXT);
    }
    String said = text.toString().strip();
    if (new Tokens(ANY).add(said).plain().count() < PromptSketcher.MIN_FRAME_TOKENS) {
      throw wrong("a text of fewer than " + PromptSketcher.MIN_FRAME_TOKENS + " tokens");
    }
    frames.add(new KnownFrame(header("name"), header("author"), expires(), said));
    headers.clear();
    text = null;
  }

  private @Nullable LocalDate expires() {
    String expires = header("expires");
    try {
      return expires.equals(NEVER) ? null : LocalDate.parse(expires);
    } catch (DateTimeParseException broken) {
      throw wrong("expires: neither a date like 2027-01-31 nor never: " + expires);
    }
  }

  private String header(String name) {
    String value = headers.get(name);
    if (value == null || value.isEmpty()) {
      throw wrong("a frame without " + name + ":");
    }
    return value;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(file + ":" + line + ": " + what);
  }
}
