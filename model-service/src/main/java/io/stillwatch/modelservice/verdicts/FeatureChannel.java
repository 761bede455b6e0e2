package io.stillwatch.modelservice.verdicts;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.stillwatch.modelservice.ModelServiceSettings;
import io.stillwatch.rim.RimSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The connection to the feature service, with its token, and never in plaintext off this machine.
 */
@Configuration(proxyBeanMethods = false)
class FeatureChannel {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @Bean(destroyMethod = "shutdownNow")
  ManagedChannel featureServiceChannel(
      ModelServiceSettings settings, RimSettings rim, SslBundles bundles) {
    ModelServiceSettings.FeatureService feature = settings.featureService();
    if (feature.sslBundle().isEmpty() && !rim.allowPlaintext() && !isLoopback(feature.target())) {
      throw new IllegalStateException(
          "stillwatch.models.feature-service.target is "
              + feature.target()
              + ", beyond this machine, without TLS: name a bundle in"
              + " stillwatch.models.feature-service.ssl-bundle, or set"
              + " stillwatch.allow-plaintext=true behind a proxy that has it");
    }
    Metadata bearer = new Metadata();
    bearer.put(AUTHORIZATION, "Bearer " + feature.token());
    return Grpc.newChannelBuilder(feature.target(), credentials(feature.sslBundle(), bundles))
        .intercept(MetadataUtils.newAttachHeadersInterceptor(bearer))
        .build();
  }

  private static ChannelCredentials credentials(String bundle, SslBundles bundles) {
    if (bundle.isEmpty()) {
      return InsecureChannelCredentials.create();
    }
    SslManagerBundle managers = bundles.getBundle(bundle).getManagers();
    return TlsChannelCredentials.newBuilder()
        .trustManager(managers.getTrustManagers())
        .keyManager(managers.getKeyManagers())
        .build();
  }

  private static boolean isLoopback(String target) {
    String authority = target.substring(target.lastIndexOf('/') + 1);
    int port = authority.lastIndexOf(':');
    try {
      return InetAddress.getByName(port < 0 ? authority : authority.substring(0, port))
          .isLoopbackAddress();
    } catch (UnknownHostException elsewhere) {
      return false;
    }
  }
}
