package io.stillwatch.featureservice.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** A row on its way out of a table by binary COPY. Read its columns in order, each once. */
public final class CopiedRow {
  private static final int END = -1;

  private final byte[] row;
  private final ByteBuffer fields;
  private final int columns;

  CopiedRow(byte[] row, int from) {
    this.row = row;
    this.fields = ByteBuffer.wrap(row, from, row.length - from);
    this.columns = fields.getShort();
  }

  /** Whether it is none, but says that there are no more. */
  boolean isEnd() {
    return columns == END;
  }

  /** An integer. */
  public int number() throws SQLException {
    ByteString value = bytes();
    if (value.size() != Integer.BYTES) {
      throw new SQLException("a number of " + value.size() + " bytes");
    }
    return value.asReadOnlyByteBuffer().getInt();
  }

  public String text() throws SQLException {
    return bytes().toStringUtf8();
  }

  /** The bytes as they came. */
  public ByteString bytes() throws SQLException {
    int length = fields.remaining() < Integer.BYTES ? END : fields.getInt();
    if (length < 0 || length > fields.remaining()) {
      throw new SQLException("a row of " + columns + " columns that ends within one");
    }
    int start = fields.position();
    fields.position(start + length);
    return UnsafeByteOperations.unsafeWrap(row, start, length);
  }
}
