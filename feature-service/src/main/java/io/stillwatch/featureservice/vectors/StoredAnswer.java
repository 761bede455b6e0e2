package io.stillwatch.featureservice.vectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.stillwatch.v1.ReadVectorsResponse;

/**
 * Answers with vectors that are encoded already. They travel as a field that this side does not
 * look into, under the number that they have in ReadVectorsResponse: the bytes sent are those of an
 * answer whose vectors were parsed and set, without the time for that. Only to be sent over a wire:
 * here the answer does not know what it has.
 */
final class StoredAnswer {
  private StoredAnswer() {}

  /** With an encoded AccountVector. */
  static ReadVectorsResponse vector(ByteString vector) {
    return with(ReadVectorsResponse.VECTOR_FIELD_NUMBER, vector);
  }

  /** With an encoded VectorBlock. */
  static ReadVectorsResponse block(ByteString block) {
    return with(ReadVectorsResponse.BLOCK_FIELD_NUMBER, block);
  }

  private static ReadVectorsResponse with(int field, ByteString value) {
    return ReadVectorsResponse.newBuilder()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    field, UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build())
                .build())
        .build();
  }
}
