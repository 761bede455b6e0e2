package io.stillwatch.standalone.remote;

import io.grpc.Channel;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.CreateTokenRequest;
import io.stillwatch.v1.CreateTokenResponse;
import io.stillwatch.v1.ListTokensRequest;
import io.stillwatch.v1.ListTokensResponse;
import io.stillwatch.v1.RevokeTokenRequest;
import io.stillwatch.v1.RevokeTokenResponse;
import io.stillwatch.v1.Token;
import io.stillwatch.v1.TokenServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stillwatch tokens}: who may call a service. */
@Command(
    name = "tokens",
    mixinStandardHelpOptions = true,
    description = {"Make, list and revoke bearer tokens. Each service has its own: --to names it."})
public final class TokensCommand {
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List tokens by name, without secrets.")
  int list(@Mixin Remote remote, @Mixin Output output) {
    ListTokensResponse answer =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> service(channel).listTokens(ListTokensRequest.getDefaultInstance()));
    output.print(answer, TokensCommand::table);
    return 0;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a token. Its secret is printed this once.")
  int create(
      @Mixin Remote remote,
      @Mixin Output output,
      @Option(names = "--name", paramLabel = "NAME", required = true, description = "its name")
          String name,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              required = true,
              split = ",",
              description = "report, check, read, publish or admin; may be repeated")
          List<String> scopes) {
    CreateTokenRequest request =
        CreateTokenRequest.newBuilder().setName(name).addAllScopes(scopes).build();
    CreateTokenResponse answer =
        remote.call(Remote.MODEL_SERVICE, channel -> service(channel).createToken(request));
    output.print(answer, CreateTokenResponse::getSecret);
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Make a token worthless within seconds.")
  int revoke(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(paramLabel = "NAME", description = "the token's name") String name) {
    RevokeTokenRequest request = RevokeTokenRequest.newBuilder().setName(name).build();
    RevokeTokenResponse answer =
        remote.call(Remote.MODEL_SERVICE, channel -> service(channel).revokeToken(request));
    output.print(answer, unused -> "token " + name + " is revoked");
    return 0;
  }

  private static TokenServiceGrpc.TokenServiceBlockingStub service(Channel channel) {
    return TokenServiceGrpc.newBlockingStub(channel);
  }

  private static String table(ListTokensResponse answer) {
    Table table = new Table("NAME", "SCOPES", "CREATED", "LAST USED");
    for (Token token : answer.getTokensList()) {
      table.row(
          token.getName(),
          String.join(", ", token.getScopesList()),
          Timestamps.instant(token.getCreatedAt()).toString(),
          token.hasLastUsedAt() ? Timestamps.instant(token.getLastUsedAt()).toString() : "-");
    }
    return table.toString();
  }
}
