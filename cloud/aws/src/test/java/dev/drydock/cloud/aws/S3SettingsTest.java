package dev.drydock.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cloud.StorageException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

class S3SettingsTest {
  private static S3Settings settings(String file, Map<String, String> environment) {
    return new S3Settings(
        environment,
        () ->
            ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .build());
  }

  private static S3Settings settings(Map<String, String> environment) {
    return settings("", environment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "", "localhost:4566", "127.0.0.1:9000", "http://", "ftp://h", "a b"})
  void saysWhichEndpointIsNoUrl(String endpoint) {
    assertThatThrownBy(() -> settings(Map.of("AWS_ENDPOINT_URL", endpoint)).checkEndpoint())
        .isInstanceOf(StorageException.class)
        .hasMessage("s3: AWS_ENDPOINT_URL is no URL such as http://127.0.0.1:9000: set it right");
    assertThatThrownBy(
            () ->
                settings(Map.of("AWS_ENDPOINT_URL", "http://h:1", "AWS_ENDPOINT_URL_S3", endpoint))
                    .checkEndpoint())
        .hasMessageStartingWith("s3: AWS_ENDPOINT_URL_S3 is no URL");
  }

  @Test
  void saysWhichProfileHasAnEndpointThatIsNoUrl() {
    String file = "[profile local]\nendpoint_url = nonsense\n";

    assertThatThrownBy(() -> settings(file, Map.of("AWS_PROFILE", "local")).checkEndpoint())
        .hasMessage(
            "s3: endpoint_url of profile local is no URL such as http://127.0.0.1:9000: set it"
                + " right");
    assertThatCode(() -> settings(file, Map.of()).checkEndpoint()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9000", "https://s3.example.org", "http://[::1]:1/path"})
  void takesEndpoints(String endpoint) {
    assertThatCode(() -> settings(Map.of("AWS_ENDPOINT_URL", endpoint)).checkEndpoint())
        .doesNotThrowAnyException();
  }

  @Test
  void saysThatARegionIsNone() {
    assertThatThrownBy(
            () -> settings(Map.of("AWS_REGION", "no region")).checkRegion(Region.of("no region")))
        .hasMessage("s3: AWS_REGION: 'no region' is no region such as us-east-1: set it right");
    assertThatThrownBy(
            () -> settings(Map.of("AWS_REGION", "nowhere")).checkRegion(Region.of("nowhere")))
        .hasMessage("s3: AWS_REGION: 'nowhere' is no region such as us-east-1: set it right");
    assertThatThrownBy(
            () ->
                settings(Map.of("AWS_REGION", "no region", "AWS_ENDPOINT_URL", "http://h"))
                    .checkRegion(Region.of("no region")))
        .hasMessageContaining("AWS_REGION");
    assertThatThrownBy(() -> settings(Map.of()).checkRegion(Region.of("nowhere")))
        .hasMessageStartingWith("s3: region of profile default: 'nowhere' is no region");
  }

  @Test
  void takesRegions() {
    for (String region : new String[] {"us-east-1", "eu-isoe-west-1", "aws-global", "mx-new-9"}) {
      assertThatCode(() -> settings(Map.of()).checkRegion(Region.of(region)))
          .doesNotThrowAnyException();
    }
    // Whoever has a server of his own calls its region as he likes.
    assertThatCode(
            () ->
                settings(Map.of("AWS_ENDPOINT_URL", "http://h"))
                    .checkRegion(Region.of("RegionOne")))
        .doesNotThrowAnyException();
  }

  @Test
  void saysWhatLacksOfCredentials() {
    assertThat(settings(Map.of()).missingCredentials())
        .isEqualTo(
            "no credentials are set: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a"
                + " profile");
    assertThat(settings(Map.of("AWS_ACCESS_KEY_ID", "k")).missingCredentials())
        .isEqualTo("AWS_SECRET_ACCESS_KEY is not set, as AWS_ACCESS_KEY_ID is: set both");
    assertThat(settings(Map.of("AWS_SECRET_ACCESS_KEY", "hidden")).missingCredentials())
        .isEqualTo("AWS_ACCESS_KEY_ID is not set, as AWS_SECRET_ACCESS_KEY is: set both");
    assertThat(settings(Map.of("AWS_PROFILE", "nope")).missingCredentials())
        .isEqualTo("there is no profile nope, which AWS_PROFILE names");
    assertThat(
            settings("[profile bare]\nregion = us-east-1\n", Map.of("AWS_PROFILE", "bare"))
                .missingCredentials())
        .isEqualTo("profile bare, which AWS_PROFILE names, has no credentials");
  }
}
