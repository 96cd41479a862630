package dev.drydock.cloud.aws.s3;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests to this machine like requests over TLS: without a SHA-256 of the content if the
 * request has another checksum. Over plain HTTP the SDK hashes and signs every chunk to protect it
 * from others on the way, and on this machine there are none. Decision 11 has the figures.
 */
final class LoopbackAuthScheme implements AwsV4AuthScheme {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
  private static final List<String> CHECKSUMS =
      List.of("x-amz-checksum-crc32", "x-amz-checksum-crc32c");

  /** Whether an endpoint is on this machine and uses plain HTTP. */
  static boolean fits(URI endpoint) {
    try {
      // The signer omits the default port of a protocol, so the port must not be one.
      return "http".equals(endpoint.getScheme())
          && endpoint.getPort() != -1
          && endpoint.getPort() != 443
          && InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String schemeId() {
    return SCHEME_ID;
  }

  @Override
  public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
    return providers.identityProvider(AwsCredentialsIdentity.class);
  }

  @Override
  public AwsV4HttpSigner signer() {
    return new Signer();
  }

  private static final class Signer implements AwsV4HttpSigner {
    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
      if (request.request().firstMatchingHeader(CHECKSUMS).isEmpty()) {
        return SIGNER.sign(request);
      }
      SignedRequest signed =
          SIGNER.sign(request.copy(copy -> copy.request(withProtocol(request.request(), "https"))));
      return signed.copy(copy -> copy.request(withProtocol(signed.request(), "http")));
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(
        AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
      return SIGNER.signAsync(request);
    }

    private static SdkHttpRequest withProtocol(SdkHttpRequest request, String protocol) {
      return request.copy(copy -> copy.protocol(protocol));
    }
  }
}
