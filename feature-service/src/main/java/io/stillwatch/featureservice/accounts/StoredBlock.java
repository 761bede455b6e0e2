package io.stillwatch.featureservice.accounts;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.VectorBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Some vectors of a closed day as they lie in one row: an encoded {@link VectorBlock}, taken apart
 * only as far as to tell its vectors from each other, which costs some ten nanoseconds a vector.
 *
 * @param firstAccount whose the first vector is; the others follow in the order of {@link
 *     AccountOrder}
 * @param bytes all of it
 * @param vectors each an encoded {@link AccountVector}, at least one
 */
public record StoredBlock(
    LocalDate day, String firstAccount, ByteString bytes, List<ByteString> vectors) {
  private static final int VECTOR_TAG =
      VectorBlock.VECTORS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int ACCOUNT_TAG =
      AccountVector.ACCOUNT_ID_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  /**
   * A block out of the database.
   *
   * @throws BrokenBlock when it is not what {@link BlockWriter} wrote
   */
  static StoredBlock read(LocalDate day, String firstAccount, int accounts, ByteString bytes) {
    try {
      List<ByteString> vectors = takenApart(bytes, accounts);
      if (vectors.isEmpty()
          || vectors.size() != accounts
          || !account(vectors.get(0)).equals(firstAccount)) {
        throw new BrokenBlock(day, firstAccount, vectors.size() + " of " + accounts + " vectors");
      }
      return new StoredBlock(day, firstAccount, bytes, vectors);
    } catch (IOException broken) {
      throw new BrokenBlock(day, firstAccount, String.valueOf(broken.getMessage()));
    }
  }

  private static List<ByteString> takenApart(ByteString bytes, int most) throws IOException {
    List<ByteString> vectors = new ArrayList<>();
    CodedInputStream in = bytes.newCodedInput();
    in.enableAliasing(true);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag != VECTOR_TAG || vectors.size() == most) {
        throw new IOException("field " + tag + " after " + vectors.size() + " vectors");
      }
      vectors.add(in.readBytes());
    }
    return vectors;
  }

  /** Whose an encoded vector is. */
  private static String account(ByteString vector) throws IOException {
    CodedInputStream in = vector.newCodedInput();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == ACCOUNT_TAG) {
        return in.readStringRequireUtf8();
      }
      in.skipField(tag);
    }
    return "";
  }

  /** The bytes of a block of these vectors. */
  static byte[] encode(List<ByteString> vectors) {
    int size = 0;
    for (ByteString vector : vectors) {
      size += CodedOutputStream.computeBytesSize(VectorBlock.VECTORS_FIELD_NUMBER, vector);
    }
    byte[] bytes = new byte[size];
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      for (ByteString vector : vectors) {
        out.writeBytes(VectorBlock.VECTORS_FIELD_NUMBER, vector);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes;
  }

  /** Whose the vector in that place is. Throws BrokenBlock. */
  public String account(int place) {
    try {
      return account(vectors.get(place));
    } catch (IOException broken) {
      throw new BrokenBlock(
          day, firstAccount, "vector " + (place + 1) + ": " + broken.getMessage());
    }
  }

  /** Throws BrokenBlock unless each vector says whose it is. */
  void check() {
    for (int place = 0; place < vectors.size(); place++) {
      account(place);
    }
  }

  /** The place of an account's vector; empty when it has none here. */
  OptionalInt find(String accountId) {
    for (int place = 0; place < vectors.size(); place++) {
      if (account(place).equals(accountId)) {
        return OptionalInt.of(place);
      }
    }
    return OptionalInt.empty();
  }
}
