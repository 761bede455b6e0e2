package io.stillwatch.detector;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.ModelBundle;
import java.util.List;

/** Judges vectors by one model bundle. Immutable; safe for any number of threads. */
public final class Judge {
  private final ModelBundle bundle;

  private Judge(ModelBundle bundle) {
    this.bundle = bundle;
  }

  /** Throws BundleRejected for a bundle whose contents are damaged or not this build's. */
  public static Judge of(ModelBundle bundle) {
    return new Judge(bundle);
  }

  public Verdict judge(FeatureVector vector) {
    throw new UnsupportedOperationException(vector.toString());
  }

  /** By falling weight. */
  public List<Reason> explain(FeatureVector vector) {
    throw new UnsupportedOperationException(vector.toString());
  }

  public ModelBundle bundle() {
    return bundle;
  }
}
