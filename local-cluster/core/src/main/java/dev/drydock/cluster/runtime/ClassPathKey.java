package dev.drydock.cluster.runtime;

import dev.drydock.cluster.ClusterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A short name for the jars of a class path as they are now: a hash of paths, sizes and
 * modification times.
 */
final class ClassPathKey {
  private ClassPathKey() {}

  static String of(List<Path> jars) throws ClusterException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : jars) {
        String entry = jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar) + "\n";
        digest.update(entry.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (IOException e) {
      throw new ClusterException("cannot read " + e.getMessage(), e);
    }
  }
}
