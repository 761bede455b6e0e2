package io.stillwatch.featureservice.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ReadVectorsResponse;
import org.junit.jupiter.api.Test;

class StoredVectorTest {
  @Test
  void answer_storedBytes_travelsAsIfTheVectorHadBeenSet() throws Exception {
    AccountVector vector =
        AccountVector.newBuilder().setAccountId("acct-1").addValues(0.5).setPosition(7).build();
    ReadVectorsResponse sent = StoredVector.answer(vector.toByteString());
    ReadVectorsResponse parsed = ReadVectorsResponse.newBuilder().setVector(vector).build();
    assertThat(sent.toByteString()).isEqualTo(parsed.toByteString());
    assertThat(ReadVectorsResponse.parseFrom(sent.toByteString()).getVector()).isEqualTo(vector);
  }
}
