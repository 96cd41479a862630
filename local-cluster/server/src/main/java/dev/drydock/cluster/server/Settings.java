package dev.drydock.cluster.server;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The settings of a daemon, from a properties file that the launcher has written. */
public final class Settings {
  private final Path file;
  private final Properties values;

  private Settings(Path file, Properties values) {
    this.file = file;
    this.values = values;
  }

  /**
   * Reads a file in the folder that system property {@code drydock.configuration} names.
   *
   * @throws StartException if the property is not set, or the file cannot be read
   */
  public static Settings read(String fileName) throws StartException {
    Path file = DaemonStart.path("drydock.configuration").resolve(fileName);
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (NoSuchFileException e) {
      throw new StartException(file + " does not exist", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return new Settings(file, values);
  }

  /** The file that was read. */
  public Path file() {
    return file;
  }

  /**
   * The value of a setting.
   *
   * @throws StartException if the file does not have it
   */
  public String get(String key) throws StartException {
    return find(key).orElseThrow(() -> new StartException(file + " has no setting " + key));
  }

  /** The value of a setting that may be missing. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  /** As {@link #get}, a path. */
  public Path path(String key) throws StartException {
    return Path.of(get(key));
  }

  /**
   * As {@link #get}, an address.
   *
   * @throws StartException also if it is not a URI
   */
  public URI address(String key) throws StartException {
    String value = get(key);
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      throw new StartException(key + " in " + file + " is not an address: " + value, e);
    }
  }
}
