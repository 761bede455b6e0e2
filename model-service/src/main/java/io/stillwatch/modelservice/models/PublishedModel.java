package io.stillwatch.modelservice.models;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.SignedBundle;
import java.util.HexFormat;

/**
 * A model file that a trusted key signed and that can judge.
 *
 * @param file the serialized SignedBundle
 * @param sha256 of what was signed, in lower-case hex
 */
@SuppressWarnings("ArrayRecordComponent") // Up to 256 MiB, handed on once, never compared.
record PublishedModel(byte[] file, ModelManifest manifest, String sha256, String keyId) {
  /** Throws {@link BundleRejected} before anything unsigned is parsed. */
  static PublishedModel of(byte[] file, TrustedKeys keys) {
    ModelManifest manifest = keys.open(file).bundle().getManifest();
    try {
      SignedBundle envelope = SignedBundle.parseFrom(file);
      String sha256 = HexFormat.of().formatHex(envelope.getSha256().toByteArray());
      return new PublishedModel(file, manifest, sha256, envelope.getKeyId());
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("an opened model file cannot be read again", impossible);
    }
  }
}
