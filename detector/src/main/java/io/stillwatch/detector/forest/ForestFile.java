package io.stillwatch.detector.forest;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.tribuo.Model;
import org.tribuo.anomaly.Event;
import org.tribuo.protos.core.ModelProto;

/** Reads forests from bytes of which nothing is known. */
public final class ForestFile {
  /** More bytes are no forest. */
  public static final int MAX_BYTES = 32 << 20;

  private ForestFile() {}

  /**
   * Checks every class that the file names against a list before Tribuo may look it up, then reads.
   * Throws IllegalArgumentException.
   */
  public static IsolationForestModel read(ByteString bytes) {
    if (bytes.size() > MAX_BYTES) {
      throw new IllegalArgumentException("a forest of " + bytes.size() + " bytes");
    }
    try {
      ModelProto proto = ModelProto.parseFrom(bytes);
      IsolationForestModel.checkVersion(proto.getVersion());
      NamedClasses.check(proto);
      Model<Event> model = Model.deserialize(proto).castModel(Event.class);
      if (model instanceof IsolationForestModel forest) {
        return forest;
      }
      throw new IllegalArgumentException("not an isolation forest: " + model.getClass().getName());
    } catch (InvalidProtocolBufferException | RuntimeException broken) {
      throw new IllegalArgumentException("a damaged forest: " + broken.getMessage(), broken);
    }
  }
}
