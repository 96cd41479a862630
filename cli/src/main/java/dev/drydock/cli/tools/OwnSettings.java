package dev.drydock.cli.tools;

import java.util.Set;

/** Environment variables that name an account or a store of the user's own. */
final class OwnSettings {
  static final Set<String> AWS =
      Set.of(
          "AWS_ENDPOINT_URL",
          "AWS_ENDPOINT_URL_S3",
          "AWS_PROFILE",
          "AWS_ACCESS_KEY_ID",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI");

  static final Set<String> GOOGLE =
      Set.of("STORAGE_EMULATOR_HOST", "GOOGLE_APPLICATION_CREDENTIALS");

  private OwnSettings() {}
}
