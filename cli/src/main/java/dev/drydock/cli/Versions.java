package dev.drydock.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that the build has used and has written next to this class. */
final class Versions implements IVersionProvider {
  /** One line. */
  @Override
  public String[] getVersion() {
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
