package io.stillwatch.standalone.remote;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The model service that an erasure goes to after the feature service, and as whom. */
final class ModelsOfErasure {
  @Option(
      names = "--models",
      paramLabel = "HOST:PORT",
      defaultValue = Remote.MODEL_SERVICE,
      description = "the model service (default: ${DEFAULT-VALUE})")
  String address = Remote.MODEL_SERVICE;

  @Option(
      names = "--models-token",
      paramLabel = "SECRET",
      showDefaultValue = Visibility.NEVER,
      description = "its bearer token (default: that of --token; @FILE reads it from a file)")
  @Nullable String token;

  /** The same way, to the model service. */
  Remote remote(Remote features) {
    Remote remote = new Remote();
    remote.address = address;
    remote.token = token == null ? features.token : token;
    remote.authority = features.authority;
    remote.allowPlaintext = features.allowPlaintext;
    return remote;
  }
}
