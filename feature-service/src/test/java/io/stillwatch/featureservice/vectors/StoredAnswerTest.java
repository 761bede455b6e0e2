package io.stillwatch.featureservice.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.VectorBlock;
import org.junit.jupiter.api.Test;

class StoredAnswerTest {
  @Test
  void vector_storedBytes_travelsAsIfItHadBeenSet() throws Exception {
    AccountVector vector =
        AccountVector.newBuilder().setAccountId("acct-1").addValues(0.5).setPosition(7).build();
    ReadVectorsResponse sent = StoredAnswer.vector(vector.toByteString());
    ReadVectorsResponse parsed = ReadVectorsResponse.newBuilder().setVector(vector).build();
    assertThat(sent.toByteString()).isEqualTo(parsed.toByteString());
    assertThat(ReadVectorsResponse.parseFrom(sent.toByteString()).getVector()).isEqualTo(vector);
  }

  @Test
  void block_storedBytes_travelsAsIfItHadBeenSet() throws Exception {
    VectorBlock block =
        VectorBlock.newBuilder()
            .addVectors(AccountVector.newBuilder().setAccountId("acct-1").addValues(0.5))
            .addVectors(AccountVector.newBuilder().setAccountId("acct-2").setPosition(7))
            .build();
    ReadVectorsResponse sent = StoredAnswer.block(block.toByteString());
    ReadVectorsResponse parsed = ReadVectorsResponse.newBuilder().setBlock(block).build();
    assertThat(sent.toByteString()).isEqualTo(parsed.toByteString());
    assertThat(ReadVectorsResponse.parseFrom(sent.toByteString()).getBlock()).isEqualTo(block);
  }
}
