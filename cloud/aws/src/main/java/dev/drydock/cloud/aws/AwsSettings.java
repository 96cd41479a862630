package dev.drydock.cloud.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Finds mistakes in the settings that AWS's own tools read, and names the setting. The SDK reports
 * few of them, and without the name.
 */
public final class AwsSettings {
  private static final String KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  private static final String PROFILE = "AWS_PROFILE";

  private final List<String> endpoints;
  private final Map<String, String> environment;
  private final Supplier<ProfileFile> profiles;

  /**
   * @param service as in the name of the variable for its endpoint, such as {@code s3}
   */
  AwsSettings(String service, Map<String, String> environment, Supplier<ProfileFile> profiles) {
    this.endpoints =
        List.of("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL");
    this.environment = environment;
    this.profiles = profiles;
  }

  /**
   * The settings of this process for a service.
   *
   * @param service as in the name of the variable for its endpoint, such as {@code s3}
   */
  public static AwsSettings ofThisProcess(String service) {
    return new AwsSettings(service, System.getenv(), ProfileFile::defaultProfileFile);
  }

  /** The region that is set; if none is, the one that servers other than AWS expect. */
  public static Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException | IllegalArgumentException noneOrEmpty) {
      return Region.US_EAST_1;
    }
  }

  /**
   * The first mistake in the settings, as one line that says what to do; empty if there is none.
   */
  public Optional<String> mistake() {
    return endpointMistake().or(() -> regionMistake(region()));
  }

  Optional<String> endpointMistake() {
    Optional<String> variable = endpoints.stream().filter(environment::containsKey).findFirst();
    if (variable.isPresent()) {
      return endpointMistake(variable.get(), environment.get(variable.get()));
    }
    return profileEndpoint()
        .flatMap(endpoint -> endpointMistake("endpoint_url of profile " + profileName(), endpoint));
  }

  private static Optional<String> endpointMistake(String setting, String value) {
    try {
      URI endpoint = new URI(value);
      if (Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
          && endpoint.getHost() != null) {
        return Optional.empty();
      }
    } catch (URISyntaxException e) {
      // The message would repeat the value, which may contain a password.
    }
    return Optional.of(setting + " is not a URL: set it to one such as http://127.0.0.1:9000");
  }

  /** Servers with an endpoint of their own may give their regions any name. */
  Optional<String> regionMistake(Region region) {
    boolean known =
        Region.regions().contains(region) || region.id().matches("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    boolean ownEndpoint =
        endpoints.stream().anyMatch(environment::containsKey) || profileEndpoint().isPresent();
    if (known || (ownEndpoint && region.id().matches("[A-Za-z0-9_-]+"))) {
      return Optional.empty();
    }
    String set = environment.get("AWS_REGION");
    return Optional.of(
        (set == null ? "region of profile " + profileName() : "AWS_REGION")
            + ": '"
            + (set == null ? region.id() : set)
            + "' is not a region: set it to one such as us-east-1");
  }

  /** What to do when the SDK has found no credentials. */
  public String missingCredentials() {
    if (isSet(KEY) != isSet(SECRET)) {
      return (isSet(KEY) ? SECRET : KEY)
          + " is not set, but "
          + (isSet(KEY) ? KEY : SECRET)
          + " is: set both";
    }
    if (isSet(PROFILE)) {
      return "profile "
          + profileName()
          + ", named by "
          + PROFILE
          + (profile().isPresent() ? ", has no credentials" : ", does not exist");
    }
    return "no credentials found: set " + KEY + " and " + SECRET + ", or a profile";
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private String profileName() {
    return isSet(PROFILE) ? environment.get(PROFILE) : "default";
  }

  private Optional<String> profileEndpoint() {
    return profile().flatMap(profile -> profile.property("endpoint_url"));
  }

  private Optional<Profile> profile() {
    try {
      return profiles.get().profile(profileName());
    } catch (IllegalArgumentException e) {
      // The SDK reads the files too, and says what is wrong with them.
      return Optional.empty();
    }
  }
}
