package io.stillwatch.features.wire;

import io.stillwatch.features.Feature;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.v1.FeatureDefinition;
import io.stillwatch.v1.ListFeaturesResponse;

/** Writes the catalogue. */
public final class CatalogueWire {
  private CatalogueWire() {}

  public static ListFeaturesResponse write() {
    ListFeaturesResponse.Builder wire =
        ListFeaturesResponse.newBuilder().setSchema(VectorWire.schema());
    FeatureCatalogue.features().forEach(feature -> wire.addFeatures(write(feature)));
    return wire.build();
  }

  private static FeatureDefinition write(Feature feature) {
    return FeatureDefinition.newBuilder()
        .setName(feature.name())
        .setGroup(String.valueOf(feature.group()))
        .setUnit(feature.unit())
        .setWindow(feature.window())
        .setDefinition(feature.definition())
        .setExposes(feature.exposes())
        .setLookAlikes(feature.lookAlikes())
        .build();
  }
}
