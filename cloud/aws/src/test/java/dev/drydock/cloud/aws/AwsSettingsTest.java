package dev.drydock.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

class AwsSettingsTest {
  private static AwsSettings settings(String file, Map<String, String> environment) {
    return new AwsSettings(
        "s3",
        environment,
        () ->
            ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .build());
  }

  private static AwsSettings settings(Map<String, String> environment) {
    return settings("", environment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "", "localhost:4566", "127.0.0.1:9000", "http://", "ftp://h", "a b"})
  void namesTheEndpointThatIsNotAUrl(String endpoint) {
    assertThat(settings(Map.of("AWS_ENDPOINT_URL", endpoint)).mistake())
        .hasValue("AWS_ENDPOINT_URL is not a URL: set it to one such as http://127.0.0.1:9000");
    assertThat(
            settings(Map.of("AWS_ENDPOINT_URL", "http://h:1", "AWS_ENDPOINT_URL_S3", endpoint))
                .mistake())
        .hasValueSatisfying(
            mistake -> assertThat(mistake).startsWith("AWS_ENDPOINT_URL_S3 is not a URL"));
    assertThat(settings(Map.of("AWS_ENDPOINT_URL_SQS", endpoint)).endpointMistake()).isEmpty();
  }

  @Test
  void namesTheProfileWhoseEndpointIsNotAUrl() {
    String file = "[profile local]\nendpoint_url = nonsense\n";

    assertThat(settings(file, Map.of("AWS_PROFILE", "local")).mistake())
        .hasValue(
            "endpoint_url of profile local is not a URL: set it to one such as"
                + " http://127.0.0.1:9000");
    assertThat(settings(file, Map.of()).endpointMistake()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9000", "https://s3.example.org", "http://[::1]:1/path"})
  void acceptsEndpoints(String endpoint) {
    assertThat(settings(Map.of("AWS_ENDPOINT_URL", endpoint)).endpointMistake()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no region", "nowhere"})
  void namesTheRegionThatIsNotOne(String region) {
    assertThat(settings(Map.of("AWS_REGION", region)).regionMistake(Region.of(region)))
        .hasValue("AWS_REGION: '" + region + "' is not a region: set it to one such as us-east-1");
  }

  @Test
  void namesTheProfileWhoseRegionIsNotOne() {
    assertThat(settings(Map.of()).regionMistake(Region.of("nowhere")))
        .hasValue(
            "region of profile default: 'nowhere' is not a region: set it to one such as"
                + " us-east-1");
  }

  @Test
  void refusesRegionsThatNoServerCanHave() {
    assertThat(
            settings(Map.of("AWS_REGION", "no region", "AWS_ENDPOINT_URL", "http://h"))
                .regionMistake(Region.of("no region")))
        .isPresent();
  }

  @Test
  void acceptsRegions() {
    for (String region : new String[] {"us-east-1", "eu-isoe-west-1", "aws-global", "mx-new-9"}) {
      assertThat(settings(Map.of()).regionMistake(Region.of(region))).isEmpty();
    }
    // A server with an endpoint of its own may give its region any name.
    assertThat(
            settings(Map.of("AWS_ENDPOINT_URL", "http://h")).regionMistake(Region.of("RegionOne")))
        .isEmpty();
  }

  @Test
  void saysWhichCredentialsAreMissing() {
    assertThat(settings(Map.of()).missingCredentials())
        .isEqualTo(
            "no credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile");
    assertThat(settings(Map.of("AWS_ACCESS_KEY_ID", "k")).missingCredentials())
        .isEqualTo("AWS_SECRET_ACCESS_KEY is not set, but AWS_ACCESS_KEY_ID is: set both");
    assertThat(settings(Map.of("AWS_SECRET_ACCESS_KEY", "hidden")).missingCredentials())
        .isEqualTo("AWS_ACCESS_KEY_ID is not set, but AWS_SECRET_ACCESS_KEY is: set both");
    assertThat(settings(Map.of("AWS_PROFILE", "nope")).missingCredentials())
        .isEqualTo("profile nope, named by AWS_PROFILE, does not exist");
    assertThat(
            settings("[profile bare]\nregion = us-east-1\n", Map.of("AWS_PROFILE", "bare"))
                .missingCredentials())
        .isEqualTo("profile bare, named by AWS_PROFILE, has no credentials");
  }
}
