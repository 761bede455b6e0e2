package io.stillwatch.featureservice.vectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.stillwatch.v1.ReadVectorsResponse;

/**
 * Answers with a vector that is encoded already. It travels as a field that this side does not look
 * into, under the number of ReadVectorsResponse.vector: the bytes sent are those of an answer whose
 * vector was parsed and set, without the time for that. Only to be sent over a wire: here the
 * answer does not know that it has a vector.
 */
final class StoredVector {
  private StoredVector() {}

  static ReadVectorsResponse answer(ByteString vector) {
    return ReadVectorsResponse.newBuilder()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    ReadVectorsResponse.VECTOR_FIELD_NUMBER,
                    UnknownFieldSet.Field.newBuilder().addLengthDelimited(vector).build())
                .build())
        .build();
  }
}
