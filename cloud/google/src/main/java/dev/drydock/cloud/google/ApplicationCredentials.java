package dev.drydock.cloud.google;

import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the credentials that Google's own tools use ("Application Default Credentials"). */
public final class ApplicationCredentials {
  /** The variable that names a key file. */
  public static final String KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS";

  private ApplicationCredentials() {}

  /**
   * The key file that the environment names.
   *
   * @return empty if the environment names none
   * @throws IOException if the file is not a key file; the message names it and the variable
   */
  public static Optional<Credentials> ofEnvironment(Map<String, String> environment)
      throws IOException {
    String file = environment.getOrDefault(KEY_FILE, "");
    if (file.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(Path.of(file)));
    } catch (IOException e) {
      throw new IOException(KEY_FILE + ": " + e.getMessage(), e.getCause());
    }
  }

  /**
   * Credentials of a user or a machine: what {@code gcloud auth application-default login} wrote,
   * or those of the virtual machine that this process runs on.
   *
   * @throws IOException if there are none
   */
  public static Credentials ofMachine() throws IOException {
    try {
      return GoogleCredentials.getApplicationDefault();
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("no credentials found: set " + KEY_FILE + " to a key file", e);
    }
  }

  /**
   * Reads the key file of a service account.
   *
   * @throws IOException if it is not one; the message names the file
   */
  public static Credentials read(Path keyFile) throws IOException {
    try (InputStream key = Files.newInputStream(keyFile)) {
      return GoogleCredentials.fromStream(key);
    } catch (NoSuchFileException e) {
      throw new IOException(keyFile + ": file does not exist", e);
    } catch (IOException | RuntimeException e) {
      // The JSON parser, and the code that casts what it has read, throw all kinds of exceptions.
      throw new IOException(keyFile + ": not the key file of a service account", e);
    }
  }
}
