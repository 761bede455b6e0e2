package io.stillwatch.modelservice.models;

import io.stillwatch.v1.ModelManifest;
import java.time.Instant;

/** What is worth watching of the registry, which all replicas share. */
record RegistryFigures(long models, ModelManifest newest, Instant newestPublishedAt) {
  long failedGates() {
    return newest.getGatesList().stream().filter(gate -> !gate.getPassed()).count();
  }
}
