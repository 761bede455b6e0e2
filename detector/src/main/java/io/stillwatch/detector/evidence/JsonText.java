package io.stillwatch.detector.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical JSON (RFC 8785): members by name, no space, each value in one form. Numbers are whole,
 * or have at most four places, which keeps them where the RFC's form is the plain one.
 */
final class JsonText {
  private static final int PLACES = 4;

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** Of maps, collections, strings, booleans and numbers. */
  static String of(Object value) {
    JsonText json = new JsonText();
    json.add(value);
    return json.text.toString();
  }

  private void add(Object value) {
    if (value instanceof Map<?, ?> object) {
      addObject(object);
    } else if (value instanceof Collection<?> array) {
      addArray(array);
    } else if (value instanceof Double number) {
      text.append(plain(number));
    } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof String string) {
      addString(string);
    } else {
      throw new IllegalArgumentException("no JSON for a " + value.getClass());
    }
  }

  private void addObject(Map<?, ?> object) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    object.forEach((name, value) -> sorted.put((String) name, value));
    text.append('{');
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      text.append(text.charAt(text.length() - 1) == '{' ? "" : ",");
      addString(member.getKey());
      text.append(':');
      add(member.getValue());
    }
    text.append('}');
  }

  private void addArray(Collection<?> array) {
    text.append('[');
    for (Iterator<?> values = array.iterator(); values.hasNext(); ) {
      add(values.next());
      text.append(values.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private static String plain(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(PLACES, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private void addString(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\f' -> text.append("\\f");
        case '\r' -> text.append("\\r");
        default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    text.append('"');
  }
}
