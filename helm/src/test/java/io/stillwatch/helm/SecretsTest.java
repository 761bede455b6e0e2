package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code helm/secrets} makes with openssl is what the chart's defaults ask for. */
@Tag("peer")
class SecretsTest {
  @TempDir Path folder;
  private List<JsonNode> secrets;
  private JsonNode values;

  @BeforeEach
  void make() throws Exception {
    secrets = run();
    values = Manifests.documents(Files.readString(Chart.FOLDER.resolve("values.yaml"))).get(0);
  }

  @Test
  void tokens_areOneForEachPartAndNeverTheSame() throws Exception {
    JsonNode tokens = secret(secrets, "stillwatch-tokens").path("data");
    List<String> keys =
        values.at("/tokens/keys").properties().stream()
            .map(field -> field.getValue().asText())
            .toList();
    assertThat(tokens.properties().stream().map(field -> field.getKey()))
        .containsExactlyInAnyOrderElementsOf(keys);
    assertThat(keys.stream().map(key -> decoded(tokens, key)))
        .doesNotHaveDuplicates()
        .allMatch(token -> token.matches("sw_[A-Za-z0-9_-]{43}"));
    assertThat(secret(run(), "stillwatch-tokens").path("data")).isNotEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"signingKey, stillwatch-signing-key", "evidenceKey, stillwatch-evidence-key"})
  void keys_arePairsOfEd25519(String value, String named) throws Exception {
    JsonNode pair = secret(secrets, named).path("data");
    String name = values.at("/" + value + "/key").asText();
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    PrivateKey privateKey =
        factory.generatePrivate(new PKCS8EncodedKeySpec(pem(decoded(pair, name), "PRIVATE KEY")));
    PublicKey publicKey =
        factory.generatePublic(
            new X509EncodedKeySpec(pem(decoded(pair, name + ".pub"), "PUBLIC KEY")));
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(privateKey);
    signing.update(new byte[32]);
    Signature verifying = Signature.getInstance("Ed25519");
    verifying.initVerify(publicKey);
    verifying.update(new byte[32]);
    assertThat(verifying.verify(signing.sign())).isTrue();
  }

  @Test
  void keys_areNotTheSame() {
    assertThat(secret(secrets, "stillwatch-signing-key").at("/data/signing-key.pem"))
        .isNotEqualTo(secret(secrets, "stillwatch-evidence-key").at("/data/evidence-key.pem"));
  }

  private static JsonNode secret(List<JsonNode> secrets, String name) {
    return secrets.stream()
        .filter(secret -> secret.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no secret " + name));
  }

  private List<JsonNode> run() throws IOException, InterruptedException {
    Path output = folder.resolve("secrets.yaml");
    Process process =
        new ProcessBuilder(Path.of("secrets").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Manifests.documents(Files.readString(output));
  }

  private static String decoded(JsonNode data, String key) {
    return new String(
        Base64.getDecoder().decode(data.path(key).asText()), StandardCharsets.US_ASCII);
  }

  private static byte[] pem(String text, String kind) {
    assertThat(text).startsWith("-----BEGIN " + kind + "-----\n");
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }
}
