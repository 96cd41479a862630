package dev.drydock.cloud.aws;

import dev.drydock.cloud.StorageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * Tells by their names which of the settings that AWS's own tools read are wrong; the SDK says so
 * of few, and without the name.
 */
final class S3Settings {
  private static final List<String> ENDPOINTS = List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
  private static final String KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  private static final String PROFILE = "AWS_PROFILE";

  private final Map<String, String> environment;
  private final Supplier<ProfileFile> profiles;

  S3Settings(Map<String, String> environment, Supplier<ProfileFile> profiles) {
    this.environment = environment;
    this.profiles = profiles;
  }

  static S3Settings ofThisProcess() {
    return new S3Settings(System.getenv(), ProfileFile::defaultProfileFile);
  }

  /** Fails if there is an endpoint that is no URL. */
  void checkEndpoint() throws StorageException {
    Optional<String> variable = ENDPOINTS.stream().filter(environment::containsKey).findFirst();
    if (variable.isPresent()) {
      checkEndpoint(variable.get(), environment.get(variable.get()));
      return;
    }
    Optional<String> ofProfile = profile().flatMap(profile -> profile.property("endpoint_url"));
    if (ofProfile.isPresent()) {
      checkEndpoint("endpoint_url of profile " + profileName(), ofProfile.get());
    }
  }

  private static void checkEndpoint(String setting, String value) throws StorageException {
    try {
      URI endpoint = new URI(value);
      if (Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
          && endpoint.getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Its message has the value, which may have a password.
    }
    throw new StorageException(
        StorageException.Reason.FAILED,
        "s3: " + setting + " is no URL such as http://127.0.0.1:9000: set it right");
  }

  /** Fails if a region cannot be one; those of an endpoint of its own may be called anything. */
  void checkRegion(Region region) throws StorageException {
    boolean known =
        Region.regions().contains(region) || region.id().matches("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    boolean possible =
        ENDPOINTS.stream().anyMatch(environment::containsKey)
            || profile().flatMap(profile -> profile.property("endpoint_url")).isPresent();
    if (!known && !(possible && region.id().matches("[A-Za-z0-9_-]+"))) {
      String set = environment.get("AWS_REGION");
      throw new StorageException(
          StorageException.Reason.FAILED,
          "s3: "
              + (set == null ? "region of profile " + profileName() : "AWS_REGION")
              + ": '"
              + (set == null ? region.id() : set)
              + "' is no region such as us-east-1: set it right");
    }
  }

  /** What there is to do where no credentials have been found. */
  String missingCredentials() {
    if (isSet(KEY) != isSet(SECRET)) {
      return (isSet(KEY) ? SECRET : KEY)
          + " is not set, as "
          + (isSet(KEY) ? KEY : SECRET)
          + " is: set both";
    }
    if (isSet(PROFILE)) {
      return profile().isPresent()
          ? "profile " + profileName() + ", which " + PROFILE + " names, has no credentials"
          : "there is no profile " + profileName() + ", which " + PROFILE + " names";
    }
    return "no credentials are set: set " + KEY + " and " + SECRET + ", or a profile";
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  private String profileName() {
    return isSet(PROFILE) ? environment.get(PROFILE) : "default";
  }

  private Optional<Profile> profile() {
    try {
      return profiles.get().profile(profileName());
    } catch (IllegalArgumentException e) {
      // The SDK, which reads them too, says what is wrong with the files.
      return Optional.empty();
    }
  }
}
