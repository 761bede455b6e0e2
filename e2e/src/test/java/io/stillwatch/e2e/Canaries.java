package io.stillwatch.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random words of 24 letters that stand for what people write, and the search for them: as UTF-8,
 * as UTF-16 of either order, and as base64 of any of these at any of its three offsets. All of one
 * flock begin with the same eight letters, so that one search finds any of them.
 */
final class Canaries {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 24;
  private static final int COMMON = 8;
  private static final int CHUNK = 1 << 20;

  private final Random random;
  private final String beginning;

  Canaries(long seed) {
    this.random = new Random(seed);
    this.beginning = letters(COMMON);
  }

  String next() {
    return beginning + letters(LENGTH - COMMON);
  }

  private String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  /** Where under a folder a canary is: file and form. Empty: nowhere. */
  List<String> foundUnder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
          found(in).forEach(form -> found.add(file.getFileName() + ": " + form));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> foundIn(byte[] bytes) {
    try {
      return found(new java.io.ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> found(InputStream in) throws IOException {
    Map<String, byte[]> forms = forms(beginning);
    List<String> found = new ArrayList<>();
    byte[] rest = new byte[0];
    for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      joined.writeBytes(rest);
      joined.writeBytes(chunk);
      byte[] window = joined.toByteArray();
      forms.forEach(
          (name, form) -> {
            if (contains(window, form) && !found.contains(name)) {
              found.add(name);
            }
          });
      int kept = Math.min(window.length, 4 * LENGTH);
      rest = java.util.Arrays.copyOfRange(window, window.length - kept, window.length);
    }
    return found;
  }

  /** Every way in which a text may stand in a file. */
  static Map<String, byte[]> forms(String text) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] plain = text.getBytes(charset);
      forms.put(charset.name(), plain);
      for (int offset = 0; offset < 3; offset++) {
        forms.put("base64 of " + charset.name() + " at " + offset, base64(plain, offset));
      }
    }
    return forms;
  }

  /** The part of the encoding that depends on the bytes alone, and not on those around them. */
  private static byte[] base64(byte[] plain, int offset) {
    byte[] shifted = new byte[offset + plain.length];
    System.arraycopy(plain, 0, shifted, offset, plain.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = offset == 0 ? 0 : offset + 1;
    int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    return encoded.substring(from, to).getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean contains(byte[] window, byte[] form) {
    int last = window.length - form.length;
    for (int at = 0; at <= last; at++) {
      if (window[at] == form[0] && matches(window, at, form)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] window, int at, byte[] form) {
    for (int i = 1; i < form.length; i++) {
      if (window[at + i] != form[i]) {
        return false;
      }
    }
    return true;
  }
}
