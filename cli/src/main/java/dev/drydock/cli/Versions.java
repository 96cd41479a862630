package dev.drydock.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions this was built with, which the build has written beside this class. */
final class Versions {
  private Versions() {}

  /** One line, as picocli wants it. */
  static String[] lines() {
    Properties versions = new Properties();
    try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
      versions.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String[] {
      "drydock %s (Hadoop %s, Spark %s, Java %s)"
          .formatted(
              versions.getProperty("drydock"),
              versions.getProperty("hadoop"),
              versions.getProperty("spark"),
              Runtime.version())
    };
  }
}
